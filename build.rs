//! Puts the icon and the version into the program on Windows; does nothing elsewhere.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(windows)]
    {
        println!("cargo::rerun-if-changed=assets/icons/app/hexapla.ico");
        let mut resource = winresource::WindowsResource::new();
        resource.set_icon("assets/icons/app/hexapla.ico");
        // Without a resource compiler the program works all the same, with the system's own icon.
        if let Err(error) = resource.compile() {
            println!("cargo::warning=the program gets no icon: {error}");
        }
    }
}

//! The published JSON Schema and what is written agree: every field that is written is described, and every value fits. The
//! few words of JSON Schema that ours uses are read here; a word that is not known fails the test.

use serde_json::Value;

use super::tests::report;

const SCHEMA: &str = include_str!("../../assets/report/schema-1.json");

struct Validator {
    schema: Value,
    faults: Vec<String>,
}

impl Validator {
    fn check(&mut self, schema: &Value, value: &Value, place: &str) {
        for (word, rule) in schema.as_object().unwrap() {
            let holds = match word.as_str() {
                "$schema" | "$id" | "$defs" | "title" | "description" => true,
                "$ref" => {
                    let pointer = rule.as_str().unwrap().trim_start_matches('#');
                    let referred = self.schema.pointer(pointer).unwrap().clone();
                    self.check(&referred, value, place);
                    true
                }
                "const" => value == rule,
                "enum" => rule.as_array().unwrap().contains(value),
                "type" => match rule {
                    Value::Array(types) => types.iter().any(|name| is_of(value, name)),
                    name => is_of(value, name),
                },
                "minimum" => value
                    .as_f64()
                    .is_none_or(|number| number >= rule.as_f64().unwrap()),
                "maximum" => value
                    .as_f64()
                    .is_none_or(|number| number <= rule.as_f64().unwrap()),
                "minLength" => value.as_str().is_none_or(|text| !text.is_empty()),
                "required" => rule.as_array().unwrap().iter().all(|name| {
                    value
                        .as_object()
                        .is_none_or(|object| object.contains_key(name.as_str().unwrap()))
                }),
                "items" => {
                    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(rule, item, &format!("{place}/{index}"));
                    }
                    true
                }
                "properties" => {
                    for (name, field) in value.as_object().into_iter().flatten() {
                        match rule.get(name) {
                            Some(rule) => self.check(rule, field, &format!("{place}/{name}")),
                            None => self.faults.push(format!("{place}/{name} is not described")),
                        }
                    }
                    true
                }
                unknown => panic!("the schema uses “{unknown}”, which this test cannot read"),
            };
            if !holds {
                self.faults
                    .push(format!("{place}: {word} {rule} does not hold"));
            }
        }
    }
}

fn is_of(value: &Value, name: &Value) -> bool {
    match name.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_u64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("no type “{other}”"),
    }
}

fn faults(value: &Value) -> Vec<String> {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let mut validator = Validator {
        schema: schema.clone(),
        faults: Vec::new(),
    };
    validator.check(&schema, value, "");
    validator.faults
}

fn written(hostile: bool) -> Value {
    let mut bytes = Vec::new();
    super::write_json(&report(hostile), &mut bytes).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

#[test]
fn what_is_written_fits_the_schema() {
    for hostile in [false, true] {
        assert_eq!(faults(&written(hostile)), Vec::<String>::new());
    }
}

#[test]
fn the_schema_refuses_what_does_not_fit() {
    let check = |pointer: &str, wrong: Value| {
        let mut value = written(false);
        *value.pointer_mut(pointer).unwrap() = wrong;
        assert!(!faults(&value).is_empty(), "{pointer}");
    };
    check("/schema", "hexapla/report/2".into());
    check("/statements/0/relation", "alike".into());
    check("/statements/0/cells/0/spans/0/start", (-1).into());
    check("/containment/0/share", 1.5.into());
    check("/entities/0/type", "thing".into());
    check("/articles/0/text", Value::Null);
    check("/ledger/0", Value::Object(serde_json::Map::default()));
}

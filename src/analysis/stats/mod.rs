//! Statistics of corpus linguistics, named as the field names them, each with its source.

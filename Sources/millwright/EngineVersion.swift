/// The version of the program and of its model.
///
/// Results of two versions are never mixed in one database.
let engineVersion = "0.1.0"

/// The version of the program and of its model.
///
/// A change that changes any result raises the minor version: results of two versions are never mixed in
/// one database, and what was made by an older one is known to be old.
let engineVersion = "0.7.0"

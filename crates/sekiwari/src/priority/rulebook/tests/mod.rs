//! Random rulebooks over random facts, held against a plain reading of the definition.

mod made;
mod naive;
mod properties;
mod refusals;

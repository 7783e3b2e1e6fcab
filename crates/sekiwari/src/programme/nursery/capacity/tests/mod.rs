mod doubts;
mod figures;
mod made;
mod properties;

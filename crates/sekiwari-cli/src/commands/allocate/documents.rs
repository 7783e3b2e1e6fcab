//! What is written beside the tables, whatever the programme.

use sekiwari::programme::club::district::DistrictMap;
use sekiwari_files::write::{
    ConflictJson, OutputError, OutputFolder, ProofFacts, ResultJson, SummaryJson, write_proof, write_summary,
};

/// The documents of a decided round.
pub(super) struct Documents<'a> {
    pub(super) result: &'a ResultJson,
    pub(super) proof: Option<&'a ProofFacts<'a>>,
    pub(super) conflict: Option<&'a ConflictJson>,
    pub(super) summary: &'a SummaryJson,
    /// The areas of the districts, where the round has them.
    pub(super) areas: Option<&'a DistrictMap>,
}

impl Documents<'_> {
    pub(super) fn write(&self, folder: &OutputFolder) -> Result<(), OutputError> {
        folder.write_json("result.json", self.result)?;
        write_summary(folder, self.summary, self.areas)?;
        if let Some(proof) = self.proof {
            folder.write("proof.json", |out| write_proof(proof, out))?;
        }
        if let Some(conflict) = self.conflict {
            folder.write_json("conflict.json", conflict)?;
        }
        Ok(())
    }
}

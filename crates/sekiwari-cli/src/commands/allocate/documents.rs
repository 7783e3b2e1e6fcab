//! What is written beside the tables, whatever the programme.

use sekiwari_files::write::{ConflictJson, OutputError, OutputFolder, ProofFacts, ResultJson, write_proof};

/// The documents of a decided round.
pub(super) struct Documents<'a> {
    pub(super) result: &'a ResultJson,
    pub(super) proof: Option<&'a ProofFacts<'a>>,
    pub(super) conflict: Option<&'a ConflictJson>,
}

impl Documents<'_> {
    pub(super) fn write(&self, folder: &OutputFolder) -> Result<(), OutputError> {
        folder.write_json("result.json", self.result)?;
        if let Some(proof) = self.proof {
            folder.write("proof.json", |out| write_proof(proof, out))?;
        }
        if let Some(conflict) = self.conflict {
            folder.write_json("conflict.json", conflict)?;
        }
        Ok(())
    }
}

//! What is written beside the tables, whatever the programme.

use sekiwari::programme::club::district::DistrictMap;
use sekiwari_files::write::{
    ConflictJson, OutputError, OutputFolder, ProofFacts, ResultJson, SummaryJson, side_by_side, write_proof,
    write_summary,
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
        let proof = |proof| folder.write("proof.json", |out| write_proof(proof, out));
        side_by_side(&[
            &|| folder.write_json("result.json", self.result),
            &|| write_summary(folder, self.summary, self.areas),
            &|| self.proof.map_or(Ok(()), proof),
            &|| self.conflict.map_or(Ok(()), |conflict| folder.write_json("conflict.json", conflict)),
        ])
    }
}

//! `allocate` for a round of day services.

use sekiwari::Lang;
use sekiwari_files::daily::LoadedDaily;
use sekiwari_files::finding::Findings;

use super::{Allocate, Said};
use crate::failure::{Exit, Failure};
use crate::interrupt::Interrupt;
use crate::progress::Progress;

impl Allocate {
    pub(super) fn daily(
        &self,
        _loaded: LoadedDaily,
        _findings: Findings,
        _lang: Lang,
        _progress: &mut Progress,
        _interrupt: &Interrupt,
    ) -> Result<(Exit, Said), Failure> {
        Err(crate::rule::not_yet())
    }
}

//! The good round is accepted, whatever the order of rows, the encoding, the titles or the container.

use super::base::{NOTE, good};
use crate::base::{Broken, club_warned, refused};
use encoding_rs::SHIFT_JIS;
use sekiwari::mechanism::Mechanism;
use sekiwari::programme::club::capacity::Slot;
use sekiwari::programme::club::{Day, Season, Seasons};
use sekiwari_files::round::RoundFiles;
use sekiwari_files::{AnyRound, read_any_files};

#[test]
fn accepted_with_one_note() {
    let loaded = club_warned(good(), &[NOTE]);
    let (round, s) = (&loaded.round, &loaded.settings);
    assert_eq!(
        (round.name(), round.fiscal_year(), round.entry_date().to_string().as_str()),
        ("2026年4月 学童", 2026, "2026-04-01")
    );
    assert_eq!((round.clubs().len(), round.districts().len(), round.routes().len()), (3, 3, 1));
    assert_eq!((round.children().len(), round.households().len()), (5, 4));
    assert_eq!(round.tie_names(), ["tie_1"]);
    assert_eq!((s.mechanism, s.lottery_seed), (Some(Mechanism::DeferredAcceptance), 20_260_401));
    assert_eq!(round.seats().standards().hard_limit, 45);
    let child = |id: &str| round.children().iter().find(|c| c.id == id).unwrap();
    assert_eq!((child("A").grade.get(), child("A").min_days), (1, 3));
    assert_eq!(
        (child("B").grade.get(), child("B").seasons, child("B").last_year),
        (4, Seasons::YEAR, Some(0))
    );
    assert_eq!(child("B").district, Some(0), "by its school");
    assert_eq!((child("C").seats, child("C").disabled, child("C").always), (2, true, false));
    assert_eq!(child("D").seasons, Seasons::one(Season::Summer));
    assert_eq!(child("E").current.map(|(club, days)| (club, days.to_string())), Some((1, "MT".to_owned())));
    let slot = |club, season| Slot { club, season, day: Day::Monday };
    let open = |club, season| round.seats().get(slot(club, season)).map(|s| s.open);
    // By declared seats, by one room of 40, by one unit of 30.
    assert_eq!(open(0, Season::Term), Some(60));
    assert_eq!(open(0, Season::Summer), Some(30));
    assert_eq!((open(1, Season::Term), open(1, Season::Winter)), (Some(27), Some(30)));
    assert_eq!((open(2, Season::Term), open(2, Season::Summer)), (None, Some(20)));
}

#[test]
fn every_door_leads_to_its_programme() {
    let files = |round: Broken| RoundFiles::from_memory(round.files());
    let Some(AnyRound::Club(club)) = read_any_files(files(good())).0 else { panic!("no round of clubs") };
    assert_eq!(*club, good().read_club().0.unwrap());
    let Some(AnyRound::Nursery(nursery)) = read_any_files(files(Broken::good())).0 else {
        panic!("no nursery round")
    };
    assert_eq!(*nursery, Broken::good().read().0.unwrap());
    refused(good(), &[("E0221", "round.toml", 1, "programme", "club")]);
    crate::base::club_refused(Broken::good(), &[("E0221", "round.toml", 1, "programme", "nursery")]);
    let _ = SHIFT_JIS;
}

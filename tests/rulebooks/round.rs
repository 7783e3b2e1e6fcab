//! A small round around one rulebook.

use sekiwari::Lang;
use sekiwari::priority::rulebook::{Itemised, Origin};
use sekiwari_files::finding::Findings;
use sekiwari_files::round::{LoadedRound, RoundFiles, read_round_files};
use std::path::Path;

/// The tables of a round with two facilities; every child wishes F1, then F2.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) rulebook: String,
    pub(crate) entry: String,
    pub(crate) children: String,
    pub(crate) guardians: String,
    pub(crate) circumstances: String,
}

pub(crate) fn shipped(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/rulebooks").join(name);
    std::fs::read_to_string(path).unwrap()
}

impl Case {
    /// One child C1 of class 1 in household H1.
    pub(crate) fn new(rulebook: &str) -> Self {
        Self {
            rulebook: shipped(rulebook),
            entry: "2026-04-01".to_owned(),
            children: "child_id,household_id,class,current_facility_id\nC1,H1,1,\n".to_owned(),
            guardians: String::new(),
            circumstances: String::new(),
        }
    }

    /// Header and rows of the guardians; the household is H1 unless the rows say otherwise.
    pub(crate) fn guardians(mut self, table: &str) -> Self {
        self.guardians = table.to_owned();
        self
    }

    pub(crate) fn circumstances(mut self, rows: &str) -> Self {
        self.circumstances = format!("household_id,child_id,facility_id,fact,value\n{rows}");
        self
    }

    /// A second child of the household, of another class.
    pub(crate) fn with_sibling(mut self) -> Self {
        self.children.push_str("C2,H1,3,\n");
        self
    }

    /// Its child holds a seat at F2 and applies for another.
    pub(crate) fn transfer(mut self) -> Self {
        self.children = self.children.replace("C1,H1,1,\n", "C1,H1,1,F2\n");
        self
    }

    pub(crate) fn files(&self) -> Vec<(String, Vec<u8>)> {
        let ids: Vec<&str> = self.children.lines().skip(1).filter_map(|l| l.split(',').next()).collect();
        let wishes: String = ids.iter().map(|id| format!("{id},1,F1\n{id},2,F2\n")).collect();
        let mut files = vec![
            (
                "round.toml",
                format!(
                    "programme = \"nursery\"\nname = \"r\"\nfiscal_year = 2026\nentry_date = {}\n[priority]\nlottery_seed = 1\nrulebook = \"rules.toml\"\n",
                    self.entry
                ),
            ),
            ("facilities.csv", "facility_id,district_id\nF1,秦\nF2,常盤\n".to_owned()),
            ("seats.csv", "facility_id,class,seats\nF1,0-5,2\nF2,0-5,2\n".to_owned()),
            ("children.csv", self.children.clone()),
            ("wishes.csv", format!("child_id,rank,facility_id\n{wishes}")),
            ("guardians.csv", self.guardians.clone()),
            ("rules.toml", self.rulebook.clone()),
        ];
        if !self.circumstances.is_empty() {
            files.push(("circumstances.csv", self.circumstances.clone()));
        }
        files.into_iter().map(|(n, t)| (n.to_owned(), t.into_bytes())).collect()
    }

    pub(crate) fn read(&self) -> (Option<LoadedRound>, Findings) {
        read_round_files(RoundFiles::from_memory(self.files()))
    }

    #[track_caller]
    pub(crate) fn load(&self) -> LoadedRound {
        let (loaded, findings) = self.read();
        loaded.unwrap_or_else(|| panic!("{}", findings.render(Lang::En)))
    }

    /// The score of a child at a facility (or wherever), in words of the rulebook.
    #[track_caller]
    pub(crate) fn score(&self, child: &str, facility: Option<&str>) -> Vec<String> {
        let loaded = self.load();
        let itemised = itemised(&loaded, child, facility);
        let book = &loaded.scoring.as_ref().unwrap().rulebook;
        itemised.values.iter().enumerate().map(|(i, &v)| book.shown(i, v)).collect()
    }

    /// The ids of the items that count for a child at a facility.
    #[track_caller]
    pub(crate) fn items(&self, child: &str, facility: Option<&str>) -> Vec<String> {
        let loaded = self.load();
        let book = &loaded.scoring.as_ref().unwrap().rulebook;
        let lines = itemised(&loaded, child, facility).lines;
        let counting = lines.iter().filter(|l| l.counts);
        counting
            .map(|l| match l.origin {
                Origin::Item(i) => book.items()[i].id.clone(),
                Origin::MissingGuardian => "missing-guardian".to_owned(),
                Origin::NoGuardian => "no-guardian".to_owned(),
            })
            .collect()
    }
}

pub(crate) fn itemised(loaded: &LoadedRound, child: &str, facility: Option<&str>) -> Itemised {
    let scoring = loaded.scoring.as_ref().unwrap();
    let round = &loaded.round;
    let c = round.children().iter().position(|x| x.id == child).unwrap() as u32;
    let entry = facility.map(|f| {
        let f = round.facility_by_id(f).unwrap();
        let place = round.list(c).iter().position(|&x| x == f).unwrap();
        (round.list_offset(c) + place) as u32
    });
    scoring.rulebook.itemise(&scoring.facts, c, entry)
}

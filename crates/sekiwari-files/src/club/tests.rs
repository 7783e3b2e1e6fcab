use super::{read_club, read_club_files};
use crate::finding::Lang;
use crate::round::{Programme, RoundFiles};
use crate::testing::{C, ods, xlsx};

type Sheet = (&'static str, &'static [&'static [C]]);

const SHEETS: &[Sheet] = &[
    (
        "設定",
        &[
            &[C::T("key"), C::T("value")],
            &[C::T("programme"), C::T("club")],
            &[C::T("name"), C::T("2026年4月")],
            &[C::T("fiscal_year"), C::N(2026.0)],
            &[C::T("entry_date"), C::T("2026-04-01")],
            &[C::T("priority.lottery_seed"), C::N(7.0)],
            &[C::T("club.order"), C::T("home, grade")],
            &[C::T("club.area_per_child_m2"), C::N(1.8)],
        ],
    ),
    ("クラブ", &[&[C::T("クラブID")], &[C::N(1.0)]]),
    (
        "支援の単位",
        &[
            &[C::T("クラブID"), C::T("部屋数"), C::T("面積"), C::T("職員")],
            &[C::N(1.0), C::N(2.0), C::N(90.5), C::N(3.0)],
        ],
    ),
    ("学区", &[&[C::T("学区"), C::T("クラブ")], &[C::T("秦"), C::N(1.0)]]),
    (
        "児童",
        &[
            &[
                C::T("児童番号"),
                C::T("世帯番号"),
                C::T("学年"),
                C::T("利用曜日"),
                C::T("利用期間"),
                C::T("学区"),
            ],
            &[C::N(10.0), C::T("A"), C::N(1.0), C::T("月火水"), C::T("通年"), C::T("秦")],
            &[C::N(11.0), C::T("B"), C::T("2年生"), C::T("MTWHF"), C::T("長期休業のみ"), C::T("秦")],
        ],
    ),
];

#[test]
fn one_workbook_is_a_round() {
    let mut rounds = Vec::new();
    for (name, bytes) in [("round.xlsx", xlsx(SHEETS)), ("round.ods", ods(SHEETS))] {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(name);
        std::fs::write(&path, &bytes).unwrap();
        for place in [path.as_path(), dir.path()] {
            let (loaded, f) = read_club(place);
            assert!(f.is_empty(), "{}", f.render(Lang::En));
            rounds.push(loaded.unwrap().round);
        }
        let files = RoundFiles::from_memory([(name.to_owned(), bytes)]);
        assert_eq!(files.programme(), Programme::Club);
        rounds.push(read_club_files(files).0.unwrap().round);
    }
    assert!(rounds.windows(2).all(|w| w[0] == w[1]));
    let (slot, seats) = rounds[0].seats().slots().next().unwrap();
    assert_eq!((slot.club, seats.open, seats.area), (0, 40, Some(50)), "one unit by its staff");
    assert_eq!(rounds[0].list(1).len(), 1, "a list was made");
}

//! Standards of staff and area: a TOML file to [`Standards`]. The national ones are part of the program.

use jiff::civil::Date;
use sekiwari::programme::nursery::ClassSet;
use sekiwari::programme::nursery::capacity::{
    AreaRow, Period, RatioRow, RoomKind, StandardError, Standards, TeacherRow,
};

use crate::decode::decode;
use crate::finding::catalogue::capacity as kinds;
use crate::finding::catalogue::rulebook as keys;
use crate::finding::{Finding, Findings};
use crate::normalise::parse_classes;
use crate::rulebook::text::{Keys, Source};

/// The national standards.
pub(super) const NATIONAL: &str = include_str!("../../../../../data/standards/national.toml");

const ROOMS: &[(&str, RoomKind)] = &[
    ("infant", RoomKind::Infant),
    ("crawling", RoomKind::Crawling),
    ("room", RoomKind::Room),
    ("yard", RoomKind::Yard),
];

/// The national standards on a day.
pub(super) fn national(date: Date, findings: &mut Findings) -> Option<Standards> {
    read(NATIONAL.as_bytes(), "national.toml", date, findings)
}

/// Reads a file for a day. It is there exactly if none of the findings added is an error.
pub(super) fn read(bytes: &[u8], file: &str, date: Date, findings: &mut Findings) -> Option<Standards> {
    let text = decode(bytes.to_vec(), file, findings)?.text;
    let source = Source { text: &text, file };
    let table = source.parse(findings)?;
    let mut own = Findings::new();
    let mut root = Keys::new(&source, table.get_ref(), 0..0, String::new());
    let standards = all(&mut root, &mut own);
    if !own.has_errors() {
        for fault in standards.faults(date) {
            let at = |key: &str| root.place(key);
            let finding = match &fault {
                StandardError::RatioMissing(class) => {
                    Finding::new(&kinds::STANDARD_RATIO_MISSING, at("ratio")).arg("class", class)
                }
                StandardError::RatioTwice { class, kind } => {
                    let what = format!("[[ratio]] classes = {class}{}", of_kind(kind));
                    Finding::new(&kinds::STANDARD_TWICE, at("ratio")).arg("what", what)
                }
                StandardError::TeachersTwice(kind) => {
                    let what = format!("[[teachers]]{}", of_kind(kind));
                    Finding::new(&kinds::STANDARD_TWICE, at("teachers")).arg("what", what)
                }
                StandardError::AreaTwice { room, kind } => {
                    let what = format!("[[area]] room = {room}{}", of_kind(kind));
                    Finding::new(&kinds::STANDARD_TWICE, at("area")).arg("what", what)
                }
                _ => Finding::new(&kinds::STANDARD_TWICE, root.own_place()).arg("what", &fault),
            };
            own.push(finding.arg("date", date));
        }
    }
    let usable = !own.has_errors();
    findings.append(own);
    usable.then_some(standards)
}

fn of_kind(kind: &str) -> String {
    if kind.is_empty() { String::new() } else { format!(", kinds = {kind}") }
}

fn all(root: &mut Keys<'_, '_>, findings: &mut Findings) -> Standards {
    let mut out = Standards::default();
    match root.table("standards", findings) {
        Some(mut head) => {
            out.id = head.need_text("id", findings).map(|w| w.text).unwrap_or_default();
            out.name = head.text("name", findings).map_or_else(|| out.id.clone(), |w| w.text);
            out.source = head.text("source", findings).map(|w| w.text).unwrap_or_default();
            // For people only.
            head.text("note", findings);
            out.nurses = number(&mut head, "nurses", 0, 1_000, findings).unwrap_or(0);
            head.finish(findings);
        }
        None if !root.has("standards") => {
            let finding = Finding::new(&keys::KEY_MISSING, root.place("standards"));
            findings.push(finding.arg("key", "standards"));
        }
        None => {}
    }
    for mut t in root.tables("ratio", findings) {
        let classes = classes(&mut t, findings);
        let children = need(&mut t, "children", 1, 1_000, findings);
        let kinds = t.texts("kinds", findings).unwrap_or_default();
        let period = period(&mut t, findings);
        let tolerated = t.flag("tolerated", findings).unwrap_or(false);
        t.finish(findings);
        if let (Some(classes), Some(children)) = (classes, children) {
            out.ratios.push(RatioRow { classes, children, kinds, period, tolerated });
        }
    }
    for mut t in root.tables("teachers", findings) {
        let kinds = t.texts("kinds", findings).unwrap_or_default();
        let extra = number(&mut t, "extra", 0, 1_000, findings).unwrap_or(0);
        let minimum = number(&mut t, "minimum", 0, 1_000, findings).unwrap_or(0);
        let period = period(&mut t, findings);
        t.finish(findings);
        out.teachers.push(TeacherRow { kinds, extra, minimum, period });
    }
    for mut t in root.tables("area", findings) {
        let room = match t.named("room", ROOMS, findings) {
            None if !t.has("room") => {
                findings.push(Finding::new(&keys::KEY_MISSING, t.own_place()).arg("key", "room"));
                None
            }
            room => room,
        };
        let unit = unit(&mut t, findings);
        let classes = classes(&mut t, findings);
        let kinds = t.texts("kinds", findings).unwrap_or_default();
        let period = period(&mut t, findings);
        t.finish(findings);
        if let (Some(room), Some(unit), Some(classes)) = (room, unit, classes) {
            out.areas.push(AreaRow { room, unit, classes, kinds, period });
        }
    }
    root.finish(findings);
    out
}

fn classes(t: &mut Keys<'_, '_>, findings: &mut Findings) -> Option<ClassSet> {
    let written = t.need_text("classes", findings)?;
    let classes = parse_classes(&written.text).ok();
    if classes.is_none() {
        let allowed = ["0", "1-2", "4;5"];
        t.wrong_name("classes", &written.text, allowed.into_iter(), findings);
    }
    classes
}

fn period(t: &mut Keys<'_, '_>, findings: &mut Findings) -> Period {
    Period { from: t.date("from", findings), until: t.date("until", findings) }
}

/// Square metres per child in hundredths.
fn unit(t: &mut Keys<'_, '_>, findings: &mut Findings) -> Option<u32> {
    if !t.has("m2") {
        findings.push(Finding::new(&keys::KEY_MISSING, t.own_place()).arg("key", "m2"));
    }
    let thousandths = t.decimal("m2", findings)?;
    if !(10..=1_000_000).contains(&thousandths) {
        let finding = Finding::new(&keys::NUMBER_RANGE, t.place("m2"));
        findings.push(finding.arg("what", "m2").arg("min", "0.01").arg("max", "1000"));
        return None;
    }
    if thousandths % 10 != 0 {
        findings.push(Finding::new(&kinds::TOO_FINE, t.place("m2")).arg("unit", "0.01"));
        return None;
    }
    u32::try_from(thousandths / 10).ok()
}

fn need(t: &mut Keys<'_, '_>, key: &'static str, min: u32, max: u32, findings: &mut Findings) -> Option<u32> {
    if !t.has(key) {
        findings.push(Finding::new(&keys::KEY_MISSING, t.own_place()).arg("key", key));
    }
    number(t, key, min, max, findings)
}

fn number(
    t: &mut Keys<'_, '_>,
    key: &'static str,
    min: u32,
    max: u32,
    findings: &mut Findings,
) -> Option<u32> {
    let value = t.int(key, findings)?;
    let found = u32::try_from(value).ok().filter(|n| (min..=max).contains(n));
    if found.is_none() {
        let finding = Finding::new(&keys::NUMBER_RANGE, t.place(key)).value(&value.to_string());
        findings.push(finding.arg("what", key).arg("min", min).arg("max", max));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{NATIONAL, national, read};
    use crate::finding::{Findings, Lang};
    use jiff::civil::date;
    use sekiwari::programme::nursery::capacity::{Mode, Ratios, Rounding, children_in};

    #[test]
    fn the_national_file_says_what_offices_reckon_with() {
        let mut f = Findings::new();
        let s = national(date(2026, 4, 1), &mut f).unwrap();
        assert!(f.is_empty(), "{}", f.render(Lang::En));
        let needed = |kind, day, ratios, mode, heads: [u64; 6]| {
            s.on(day, kind, ratios, Rounding::Cut, mode).staff.needed(&heads.map(|n| 10 * n))
        };
        let (now, then) = (date(2026, 4, 1), date(2024, 3, 31));
        let nursery = Some("nursery");
        let plain = |heads| needed(nursery, now, Ratios::Current, Mode::Facility, heads);
        assert_eq!((plain([9, 16, 16, 20, 20, 21]), plain([5, 5, 5, 14, 12, 12])), (11, 5));
        assert_eq!(needed(nursery, now, Ratios::Current, Mode::PerGroup, [5, 5, 5, 14, 12, 12]), 6);
        let old = [0, 0, 0, 20, 15, 15];
        assert_eq!(needed(nursery, then, Ratios::Current, Mode::Facility, old), 2);
        assert_eq!(needed(nursery, now, Ratios::Tolerated, Mode::Facility, old), 2);
        assert_eq!(plain(old), 3);
        // Two teachers at least; one more in small facilities; 3:1 throughout in the smallest.
        assert_eq!(plain([1, 0, 0, 0, 0, 0]), 2);
        let of = |kind| needed(Some(kind), now, Ratios::Current, Mode::Facility, [3, 6, 6, 0, 0, 0]);
        assert_eq!((of("small_a"), of("小規模保育C型"), of("kodomoen")), (4, 5, 3));
        let units = s.on(now, nursery, Ratios::Current, Rounding::Cut, Mode::Facility).units;
        assert_eq!(units.map(|u| children_in(3_300, u.unwrap().0)), [20, 10, 16, 10]);
        let small = s.on(now, Some("small_a"), Ratios::Current, Rounding::Cut, Mode::Facility).units;
        assert_eq!(small[0].map(|u| u.0), Some(330));
    }

    #[test]
    fn every_day_since_1998_has_one_standard() {
        for year in 1998..2040 {
            for (month, day) in [(3, 31), (4, 1)] {
                let mut f = Findings::new();
                assert!(national(date(year, month, day), &mut f).is_some(), "{}", f.render(Lang::En));
            }
        }
    }

    #[test]
    fn faults_have_their_place() {
        let told = |from: &str, to: &str| {
            assert_eq!(NATIONAL.matches(from).count(), 1, "{from}");
            let mut f = Findings::new();
            let text = NATIONAL.replace(from, to);
            assert!(read(text.as_bytes(), "own.toml", date(2026, 4, 1), &mut f).is_none());
            f.iter().map(|f| (f.code(), f.place.column.clone().unwrap_or_default())).collect::<Vec<_>>()
        };
        let one = |code: &'static str, key: &str| vec![(code, key.to_owned())];
        assert_eq!(
            told("children = 15\nfrom = 2024-04-01", "children = 15\nfrom = 2027-04-01"),
            one("E0902", "ratio")
        );
        assert_eq!(
            told(
                "children = 25\nfrom = 2024-04-01",
                "children = 25\nuntil = 2030-01-01\n[[ratio]]\nclasses = \"4\"\nchildren = 20"
            ),
            one("E0903", "ratio")
        );
        assert_eq!(told("m2 = 1.98", "m2 = 1.985"), one("E0906", "area.m2"));
        assert_eq!(told("m2 = 1.98", "m2 = 0"), one("E0608", "area.m2"));
        assert_eq!(told("minimum = 2", "minimun = 2"), one("E0603", "teachers.minimun"));
        assert_eq!(told("classes = \"3\"\nchildren = 15", "classes = \"3\""), one("E0604", "ratio"));
        assert_eq!(told("room = \"yard\"", "room = \"garden\""), one("E0606", "area.room"));
        assert_eq!(told("id = \"national\"", "id = 3"), one("E0605", "standards.id"));
    }
}

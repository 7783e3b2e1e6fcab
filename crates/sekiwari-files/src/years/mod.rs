//! What is assumed of the years after a round, and openings that are fixed: a TOML file.

use sekiwari::siting::years::{Assumptions, Births, Moves};
use std::collections::BTreeSet;
use toml::de::DeTable;

use crate::candidates::ReadCandidates;
use crate::decode::decode;
use crate::finding::catalogue::years as kinds;
use crate::finding::{Finding, Findings, Place, did_you_mean_id};
use crate::rulebook::text::{Keys, Source};

/// The most that a class may grow to: a hundred times as many.
const MOST_PERCENT: i64 = 10_000_000;

/// An opening that the file states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedOpening {
    /// The site.
    pub site: String,
    /// Its size; empty where the site has one.
    pub size: String,
    /// The fiscal year.
    pub year: i16,
    // Where it stands.
    place: Place,
}

/// A plan file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadYears {
    /// What is assumed.
    pub assume: Assumptions,
    /// Openings stated.
    pub open: Vec<StatedOpening>,
}

/// Reads a plan file. It is there exactly if none of the findings added is an error.
pub fn read_years(bytes: &[u8], file: &str, findings: &mut Findings) -> Option<ReadYears> {
    let mut own = Findings::new();
    let read = read(bytes, file, &mut own);
    let sound = !own.has_errors();
    findings.append(own);
    read.filter(|_| sound)
}

fn read(bytes: &[u8], file: &str, findings: &mut Findings) -> Option<ReadYears> {
    let decoded = decode(bytes.to_vec(), file, findings)?;
    let source = Source { text: &decoded.text, file };
    let table = source.parse(findings)?;
    let table: &DeTable<'_> = table.get_ref();
    let mut root = Keys::new(&source, table, 0..0, String::new());
    root.text("note", findings);
    let mut out = ReadYears::default();
    for (key, part) in [("reapply_percent", &mut out.assume.reapply), ("stay_percent", &mut out.assume.stay)]
    {
        if let Some(percent) = percent(&mut root, key, 0, 100_000, findings) {
            *part = u32::try_from(percent / 100).unwrap_or(1000);
        }
    }
    let mut seen: BTreeSet<(&str, Option<String>, i64)> = BTreeSet::new();
    for mut t in root.tables("births", findings) {
        let district = district(&mut t, findings);
        let year = t.count("year", 1950..=2900, findings);
        let more = percent(&mut t, "percent", 0, MOST_PERCENT, findings);
        t.finish(findings);
        if let (Some(year), Some(percent)) =
            (need(&t, "year", year, findings), need(&t, "percent", more, findings))
        {
            if !seen.insert(("births", district.clone(), year)) {
                twice(&t, &format!("{} {year}", district.as_deref().unwrap_or("*")), findings);
            }
            let (year, thousandths) = (year as i16, (percent / 100) as u32);
            out.assume.births.push(Births { district, year, thousandths });
        }
    }
    for mut t in root.tables("moves", findings) {
        let district = district(&mut t, findings);
        let more = percent(&mut t, "percent_a_year", -100_000, MOST_PERCENT, findings);
        t.finish(findings);
        if let Some(percent) = need(&t, "percent_a_year", more, findings) {
            if !seen.insert(("moves", district.clone(), 0)) {
                twice(&t, district.as_deref().unwrap_or("*"), findings);
            }
            out.assume.moves.push(Moves { district, thousandths: (percent / 100) as i32 });
        }
    }
    for mut t in root.tables("open", findings) {
        let site = t.need_text("site_id", findings).map(|w| w.text.trim().to_owned());
        let size = t.text("size", findings).map(|w| w.text.trim().to_owned()).unwrap_or_default();
        let year = t.count("year", 1950..=2900, findings);
        t.finish(findings);
        if let (Some(site), Some(year)) = (site, need(&t, "year", year, findings)) {
            out.open.push(StatedOpening { site, size, year: year as i16, place: t.own_place() });
        }
    }
    root.finish(findings);
    Some(out)
}

fn district(t: &mut Keys<'_, '_>, findings: &mut Findings) -> Option<String> {
    t.text("district_id", findings).map(|w| w.text.trim().to_owned()).filter(|d| !d.is_empty())
}

/// A percentage in thousandths, to one decimal.
fn percent(
    t: &mut Keys<'_, '_>,
    key: &'static str,
    min: i64,
    max: i64,
    findings: &mut Findings,
) -> Option<i64> {
    let percent = t.decimal(key, findings)?;
    if (min..=max).contains(&percent) && percent % 100 == 0 {
        return Some(percent);
    }
    let finding = Finding::new(&kinds::PERCENT, t.place(key)).arg("key", key);
    findings.push(finding.arg("min", min / 1000).arg("max", max / 1000));
    None
}

fn need(t: &Keys<'_, '_>, key: &'static str, value: Option<i64>, findings: &mut Findings) -> Option<i64> {
    if value.is_none() && !t.has(key) {
        findings.push(
            Finding::new(&crate::finding::catalogue::rulebook::KEY_MISSING, t.own_place()).arg("key", key),
        );
    }
    value
}

fn twice(t: &Keys<'_, '_>, what: &str, findings: &mut Findings) {
    findings.push(Finding::new(&kinds::STATED_TWICE, t.own_place()).value(what));
}

impl ReadYears {
    /// The openings as positions of sites and sizes with years after the round's; what does not fit is told.
    pub fn openings(
        &self,
        candidates: Option<&ReadCandidates>,
        base: i16,
        years: u32,
        findings: &mut Findings,
    ) -> Vec<(usize, u16, u16)> {
        let ids: &[String] = candidates.map_or(&[], |c| &c.ids);
        let mut out: Vec<(usize, u16, u16)> = Vec::new();
        for stated in &self.open {
            let Some(site) = ids.iter().position(|id| *id == stated.site) else {
                let near = did_you_mean_id(&stated.site, ids.iter().map(String::as_str));
                let finding = Finding::new(&kinds::SITE_UNKNOWN, stated.place.clone()).value(&stated.site);
                findings.push(finding.hint(near));
                continue;
            };
            let sizes = candidates.map_or(&[][..], |c| &c.sites[site].sizes);
            let alone = sizes.len() == 1 && stated.size.is_empty();
            let Some(size) = sizes.iter().position(|z| alone || z.name == stated.size) else {
                let has: Vec<&str> = sizes.iter().map(|z| z.name.as_str()).collect();
                let finding = Finding::new(&kinds::SIZE_UNKNOWN, stated.place.clone()).value(&stated.size);
                findings.push(finding.arg("site", &stated.site).arg("has", has.join(", ")));
                continue;
            };
            let after = u32::try_from(i32::from(stated.year) - i32::from(base)).unwrap_or(0);
            if after == 0 || after > years {
                let finding = Finding::new(&kinds::YEAR_OUTSIDE, stated.place.clone()).value(&stated.site);
                let (first, last) = (i32::from(base) + 1, i64::from(base) + i64::from(years));
                findings.push(finding.arg("year", stated.year).arg("first", first).arg("last", last));
                continue;
            }
            if out.iter().any(|(s, ..)| *s == site) {
                findings.push(Finding::new(&kinds::STATED_TWICE, stated.place.clone()).value(&stated.site));
                continue;
            }
            out.push((site, size as u16, after as u16));
        }
        out
    }
}

/// An example with every key; the tests read it.
const EXAMPLE: &str = r#"note = "..."                 # 自由な書き込み (読みません) / free text, not read
reapply_percent = 80          # 席のなかった児童のうち翌年も申し込む割合。なければ 100 / of those without a seat, who apply again; 100 if not given
stay_percent = 97             # 在園児のうち翌年も通う割合。なければ 100 / of those with a seat, who stay; 100 if not given

[[births]]                    # その年度に 0 歳児クラスになる児童。この募集の年度に対する割合 / children who come into class 0 in a year, against this round's
year = 2027                   # 以後の年度も、次の行がなければ同じ / also later years without a line of their own
percent = 98.5
[[births]]
district_id = "eki"           # 地区に行があれば、その地区はそちらだけを読む / a district with lines of its own reads these only
year = 2028
percent = 110

[[moves]]                     # 転入・転出による毎年の増減 (全年齢) / families that move in or out, every year and of all ages
district_id = "eki"           # なければ、行のないすべての地区 / all districts without a line if not given
percent_a_year = 1.5

[[open]]                      # 決まっている、または試す開設 / openings that are decided, or tried
site_id = "N9"                # 候補地の表の ID / a site of the table of candidates
size = "small"                # 規模が一つなら省ける / may be left out where there is one
year = 2028
"#;

/// The chapter of the format reference.
pub(crate) fn chapter(out: &mut String) {
    out.push_str(
        "\n## PLAN.toml (`years`)\n\n\
         この先の年度に仮定すること。どの項目もなくてよい。割合は 0.1 % まで。考え方は [siting.md](siting.md#plans-over-years)。\n\n\
         What is assumed of the years to come. All of it may be left out; percentages have one decimal at most. How it is worked out: \
         [siting.md](siting.md#plans-over-years).\n\n```toml\n",
    );
    out.push_str(EXAMPLE);
    out.push_str("```\n");
}

#[cfg(test)]
mod tests {
    use super::{EXAMPLE, read_years};
    use crate::finding::Findings;

    #[test]
    fn the_example_is_read_as_it_stands() {
        let mut findings = Findings::new();
        let read = read_years(EXAMPLE.as_bytes(), "plan.toml", &mut findings).unwrap();
        assert!(findings.is_empty(), "{findings:?}");
        assert_eq!((read.assume.reapply, read.assume.stay), (800, 970));
        let births: Vec<_> =
            read.assume.births.iter().map(|b| (b.district.as_deref(), b.year, b.thousandths)).collect();
        assert_eq!(births, [(None, 2027, 985), (Some("eki"), 2028, 1100)]);
        assert_eq!((read.assume.moves[0].thousandths, read.open.len()), (15, 1));
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let text = "stay_percent = 101\nreapply_percent = 12.34\nx = 1\n[[births]]\nyear = 2027\n[[births]]\nyear = 2027\npercent = 1\n\
                    [[births]]\nyear = 2027\npercent = 2\n[[moves]]\npercent_a_year = -101\n[[open]]\nsize = 'a'\n";
        let mut findings = Findings::new();
        assert_eq!(read_years(text.as_bytes(), "plan.toml", &mut findings), None);
        let codes: Vec<&str> = findings.iter().map(|f| f.code()).collect();
        assert_eq!(codes, ["E2301", "E2301", "E0604", "E2302", "E2301", "E0604", "E0604", "E0603"]);
    }
}

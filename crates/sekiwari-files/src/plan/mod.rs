//! The tables of a plan: demand and supply by district and year.

use std::collections::BTreeMap;

use sekiwari::programme::nursery::plan::{Category, DemandRow, SupplyRow};

use crate::finding::Findings;
use crate::finding::catalogue::{cells, survey as kinds};
use crate::normalise::Word;
use crate::round::tables::{DEMAND, SUPPLY};
use crate::table::{CellReader, Col, Invalid, read_named};

/// The categories as offices write them.
pub(crate) static CATEGORIES: &[Word<Category>] = &[
    Word { name: "1", aliases: &["1号", "1号認定", "education"], value: Category::One },
    Word { name: "2", aliases: &["2号", "2号認定"], value: Category::Two },
    Word {
        name: "3-age-0",
        aliases: &["3号(0歳)", "3号0歳", "3号認定(0歳)", "0歳"],
        value: Category::Infants,
    },
    Word {
        name: "3-age-1-2",
        aliases: &[
            "3号(1-2歳)",
            "3号(1・2歳)",
            "3号(1,2歳)",
            "3号1・2歳",
            "3号1-2歳",
            "3号認定(1・2歳)",
            "1・2歳",
            "1-2歳",
        ],
        value: Category::Toddlers,
    },
];

/// Most children or seats of one row; a larger number is a slip of the keyboard.
const MOST: u32 = 10_000_000;

/// What stands at the beginning of every row.
type Head = (i16, Option<String>, Category);

struct Rows<'t> {
    reader: CellReader<'t>,
    year: Col,
    district: Col,
    category: Col,
    first: BTreeMap<(Head, String), usize>,
}

impl<'t> Rows<'t> {
    fn new(reader: CellReader<'t>) -> Self {
        let (year, district, category) =
            (reader.col("year"), reader.col("district_id"), reader.col("category"));
        Self { reader, year, district, category, first: BTreeMap::new() }
    }

    fn head(&mut self, row: usize) -> Result<Head, Invalid> {
        let year = self.reader.need_count(row, self.year, 1950, 2900);
        let district = self.reader.id(row, self.district);
        let category = self.reader.word(row, self.category, CATEGORIES);
        if category == Ok(None) {
            let finding = self.reader.finding(&cells::CELL_EMPTY, row, self.category);
            self.reader.push(row, finding);
        }
        let year = i16::try_from(year?).map_err(|_| Invalid)?;
        Ok((year, district?.map(Into::into), category?.ok_or(Invalid)?))
    }

    /// Whether nothing was said about this before; else that is reported.
    fn is_new(&mut self, row: usize, head: &Head, kind: &str) -> bool {
        let key = (head.clone(), kind.to_owned());
        let Some(&first) = self.first.get(&key) else {
            self.first.insert(key, row);
            return true;
        };
        let line = self.reader.table().line(first);
        let finding = self.reader.finding(&kinds::PLAN_DUPLICATE, row, self.year).arg("first_line", line);
        let finding = finding.arg("year", head.0).arg("district", head.1.as_deref().unwrap_or(""));
        self.reader.push(row, finding.arg("category", head.2.as_str()));
        false
    }
}

/// Reads the table `demand` from a CSV file or workbook. Rows that cannot be used are reported and left out.
pub fn read_demand(bytes: Vec<u8>, file: &str, findings: &mut Findings) -> Option<Vec<DemandRow>> {
    let table = read_named(bytes, file, &DEMAND, findings)?;
    let mut rows = Rows::new(CellReader::new(&table, &DEMAND, findings)?);
    let children = rows.reader.col("children");
    let mut out = Vec::new();
    rows.reader.need_rows();
    for row in 0..table.rows() {
        let head = rows.head(row);
        let count = rows.reader.need_count(row, children, 0, MOST);
        let (Ok(head), Ok(count)) = (head, count) else { continue };
        if rows.is_new(row, &head, "") {
            let (year, district, category) = head;
            out.push(DemandRow { year, district, category, children: count.into() });
        }
    }
    rows.reader.finish(findings);
    Some(out)
}

/// Reads the table `supply` from a CSV file or workbook. Rows that cannot be used are reported and left out.
pub fn read_supply(bytes: Vec<u8>, file: &str, findings: &mut Findings) -> Option<Vec<SupplyRow>> {
    let table = read_named(bytes, file, &SUPPLY, findings)?;
    let mut rows = Rows::new(CellReader::new(&table, &SUPPLY, findings)?);
    let (kind, seats, added) = (rows.reader.col("kind"), rows.reader.col("seats"), rows.reader.col("added"));
    let mut out = Vec::new();
    rows.reader.need_rows();
    for row in 0..table.rows() {
        let head = rows.head(row);
        let kind = rows.reader.text(row, kind).to_owned();
        let now = rows.reader.need_count(row, seats, 0, MOST);
        let more = rows.reader.count(row, added, 0, MOST);
        let (Ok(head), Ok(now), Ok(more)) = (head, now, more) else { continue };
        if rows.is_new(row, &head, &kind) {
            let (year, district, category) = head;
            let (seats, added) = (now.into(), more.unwrap_or(0).into());
            out.push(SupplyRow { year, district, category, kind, seats, added });
        }
    }
    rows.reader.finish(findings);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::{CATEGORIES, read_demand, read_supply};
    use crate::finding::Findings;
    use crate::round::tables::DEMAND;
    use crate::table::Content;
    use sekiwari::programme::nursery::plan::Category;

    #[test]
    fn every_category_has_the_word_of_the_library_and_of_the_table() {
        let words: Vec<&str> = CATEGORIES.iter().map(|w| w.name).collect();
        assert_eq!(words, Category::ALL.map(Category::as_str));
        let column = DEMAND.columns.iter().find(|c| c.name == "category").unwrap();
        assert!(matches!(column.content, Content::Words(w) if w == words.as_slice()));
    }

    #[test]
    fn tables_as_offices_write_them() {
        let mut findings = Findings::new();
        let text = "年度,地区,認定区分,量の見込み\n2026,北,3号（0歳）,12\n2026,北,1号,\"1,200\"\n";
        let demand = read_demand(text.as_bytes().to_vec(), "demand.csv", &mut findings).unwrap();
        assert_eq!(demand.len(), 2);
        assert_eq!((demand[0].category, demand[1].children), (Category::Infants, 1200));
        let text = "年度,認定区分,種別,年度当初の定員,確保する定員\n2026,2号,保育所,90,\n2026,2号,認定こども園,60,15\n";
        let supply = read_supply(text.as_bytes().to_vec(), "supply.csv", &mut findings).unwrap();
        assert_eq!((supply[0].added, supply[1].added, supply[1].kind.as_str()), (0, 15, "認定こども園"));
        assert!(!findings.has_errors(), "{findings:?}");
    }

    #[test]
    fn rows_that_cannot_be_used_are_told_all_at_once() {
        let mut findings = Findings::new();
        let text = "year,district_id,category,children\n2026,N,2,5\n2026,N,2,6\n26,N,2,1\n2026,N,4,1\n2026,N,,1\n2026,N,1,-3\n";
        let demand = read_demand(text.as_bytes().to_vec(), "demand.csv", &mut findings).unwrap();
        assert_eq!(demand.len(), 1);
        findings.sort();
        let told: Vec<(&str, Option<u32>)> = findings.iter().map(|f| (f.code(), f.place.line)).collect();
        let codes = ["E1323", "E0305", "E0308", "E0301", "E0302"];
        assert_eq!(told.len(), codes.len(), "{told:?}");
        assert_eq!(
            told.iter().map(|t| t.1).collect::<Vec<_>>(),
            [Some(3), Some(4), Some(5), Some(6), Some(7)]
        );
        assert_eq!(told.iter().map(|t| t.0).collect::<Vec<_>>(), codes);
    }
}

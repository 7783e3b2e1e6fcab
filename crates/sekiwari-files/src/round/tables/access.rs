//! The table of minutes between areas and facilities.

use super::{FACILITY_ID, NOTE, col, need};
use crate::finding::Text;
use crate::table::{Column, Content, TableSpec};

/// `minutes`.
pub(crate) static MINUTES: TableSpec = TableSpec {
    name: "minutes",
    names: &["地域別所要時間", "所要時間表"],
    required: true,
    columns: &[
        need(col(
            "from",
            &["起点", "メッシュコード", "地域メッシュコード", "地区ID", "地区"],
            Content::Id,
            "地域メッシュコード (8・9・10 桁) または地区の ID。同じ児童に複数が当てはまるときは、最も細かいもの",
            "code of a cell of the grid (8, 9 or 10 digits) or id of a district; where several hold for a child the finest counts",
        )),
        need(Column {
            name: "to", titles: &["終点", "施設ID", "施設番号", "施設コード"], ..FACILITY_ID
        }),
        need(col(
            "minutes",
            &["所要時間", "分", "所要分"],
            Content::Decimal,
            "所要時間 (分)。端数は切り上げ",
            "minutes; parts of a minute are rounded up",
        )),
        NOTE,
    ],
    doc: Text {
        ja: "地域から施設までの所要時間 (`access --minutes`)。ない組は通えないとみなす",
        en: "minutes from areas to facilities, for `access --minutes`; pairs without a row are not reachable",
    },
};

//! The tables of a round of day services.

mod decided;
mod events;
mod limits;
mod people;
mod places;

use super::{NOTE, col, need};
use crate::finding::Text;
use crate::table::{Column, Content, TableSpec};

pub(crate) use decided::ALLOCATION;
pub(crate) use events::EVENTS;
pub(crate) use limits::{CAPS, CLOSURES, DISEASES, HOLIDAYS, ROOMS};
pub(crate) use people::{CHILDREN, REQUESTS, USAGE};
pub(crate) use places::{FACILITIES, SERVICES, SESSIONS};

const SITE_ID: Column = col(
    "facility_id",
    &["施設ID", "施設番号", "施設コード", "施設", "園ID", "園コード"],
    Content::Id,
    "施設の ID",
    "id of the site",
);
const SERVICE_WORDS: Content = Content::Words(&["temporary", "holiday", "sick", "convalescent"]);
const SERVICE: Column = need(col(
    "service",
    &["事業", "サービス", "事業区分"],
    SERVICE_WORDS,
    "事業。`temporary` (一時預かり)、`holiday` (休日保育)、`sick` (病児保育)、`convalescent` (病後児保育)",
    "temporary, holiday, sick or convalescent care",
));
const DATE: Column = need(col("date", &["日付", "年月日", "利用日"], Content::Date, "日付", "date"));
const SESSION: Column = col(
    "session",
    &["時間帯", "利用時間", "区分", "時間"],
    Content::Session,
    "時間帯。空なら一日",
    "when on the day; empty = the whole day",
);

/// The tables a round of day services is made of.
pub(crate) static ROUND: &[&TableSpec] = &[
    &FACILITIES,
    &SERVICES,
    &SESSIONS,
    &ROOMS,
    &CLOSURES,
    &HOLIDAYS,
    &DISEASES,
    &CHILDREN,
    &USAGE,
    &REQUESTS,
    &CAPS,
];

const fn about(column: Column, ja: &'static str, en: &'static str) -> Column {
    Column { doc: Text { ja, en }, ..column }
}

//! `usage`: what was used before the round.

use std::collections::BTreeMap;

use sekiwari::programme::daily::round::{Session, UsageRow};

use super::notation::MOST;
use super::{Children, Known, requests};
use crate::finding::Findings;
use crate::finding::catalogue::{daily_requests as kinds, references};
use crate::round::ids;
use crate::round::tables::daily as tables;
use crate::table::{CellReader, Table};

pub(super) fn read(
    table: &Table,
    mut children: Option<&mut Children>,
    known: &Known<'_>,
    findings: &mut Findings,
) -> Option<Vec<UsageRow>> {
    let mut r = CellReader::new(table, &tables::USAGE, findings)?;
    let (child, service, date) = (r.col("child_id"), r.col("service"), r.col("date"));
    let (session, uses, reason) = (r.col("session"), r.col("uses"), r.col("reason"));
    let mut out: Vec<UsageRow> = Vec::new();
    let mut first_row = BTreeMap::new();
    for row in 0..table.rows() {
        let of = children.as_mut().map(|c| &mut c.ids);
        let who = ids::need(&mut r, row, child, of, &references::CHILD_UNKNOWN);
        let what = r.service(row, service);
        let when = r.date(row, date);
        let part = known.session(&mut r, row, session);
        let n = r.count(row, uses, 1, MOST);
        let why = requests::reason(&mut r, row, reason, known);
        let (Ok(who), Ok(service), Ok(when), Ok(part)) = (who, what, when, part) else { continue };
        let (Ok(n), Ok(why)) = (n, why) else { continue };
        let new = UsageRow {
            child: who,
            service,
            date: when,
            session: part.unwrap_or(Session::Day),
            uses: n.unwrap_or(1),
            reason: why,
        };
        if when.is_some() && new.uses != 1 {
            let finding = r.finding(&kinds::USES_WITH_DATE, row, uses);
            r.push(row, finding);
            continue;
        }
        if let (Some(when), Some((_, last))) = (when, known.period)
            && when > last
        {
            let finding = r.finding(&kinds::USAGE_LATE, row, date).value(&when.to_string());
            r.push(row, finding);
        }
        if let Some(when) = when {
            let key = (who, service, when, known.slots(new.session));
            match first_row.get(&key) {
                Some(&first) => {
                    let id = children.as_ref().map_or("", |c| c.ids.name(who));
                    let finding = r.finding(&kinds::USAGE_DUPLICATE, row, date).arg("child", id);
                    r.push(row, finding.arg("first_line", table.line(first)));
                }
                None => {
                    first_row.insert(key, row);
                }
            }
        }
        out.push(new);
    }
    r.finish(findings);
    Some(out)
}

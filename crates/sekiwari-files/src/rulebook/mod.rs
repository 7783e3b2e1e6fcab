//! Rulebooks: a TOML file to the library's [`Rulebook`], with every finding at once, each with line and character.

mod cel;
mod components;
mod faults;
mod read;
mod reference;
pub(crate) mod text;

pub use reference::attributes_markdown;

use jiff::civil::Date;
use sekiwari::priority::rulebook::{Rulebook, Schema};

use crate::decode::decode;
use crate::finding::catalogue::rulebook as kinds;
use crate::finding::{Finding, Findings};
use crate::round::Programme;
use text::{Keys, Source};

/// Reads a rulebook for an entry date. It is there exactly if none of the findings added is an error.
pub fn read_rulebook(
    bytes: &[u8],
    file: &str,
    entry: Option<Date>,
    findings: &mut Findings,
) -> Option<Rulebook> {
    read(None, bytes, file, entry, findings)
}

/// Like [`read_rulebook`] for rounds of one programme: attributes that only rounds of another one know are errors.
pub fn read_rulebook_of(
    programme: Programme,
    bytes: &[u8],
    file: &str,
    entry: Option<Date>,
    findings: &mut Findings,
) -> Option<Rulebook> {
    read(Some(programme), bytes, file, entry, findings)
}

fn read(
    programme: Option<Programme>,
    bytes: &[u8],
    file: &str,
    entry: Option<Date>,
    findings: &mut Findings,
) -> Option<Rulebook> {
    let text = decode(bytes.to_vec(), file, findings)?.text;
    let source = Source { text: &text, file };
    let table = source.parse(findings)?;
    let mut own = Findings::new();
    let mut root = Keys::new(&source, table.get_ref(), 0..0, String::new());
    let (data, places) = read::read(&mut root, &source, &mut own);
    let strange = programme.map_or_else(Vec::new, |p| data.unknown_in(p.knows()));
    let book = if own.has_errors() {
        // What the library would say beyond this may only be an echo, but types of conditions are worth hearing at once.
        let echoes = Rulebook::new(data).err().unwrap_or_default();
        let schema = Schema::default();
        let heard = echoes.iter().filter(|e| faults::is_expression(e));
        heard.for_each(|e| own.push(faults::finding(e, &places, &source, &schema)));
        None
    } else {
        let schema = Schema::new(data.declared.clone());
        match Rulebook::new(data) {
            Ok(book) => Some(book),
            Err(errors) => {
                errors.iter().for_each(|e| own.push(faults::finding(e, &places, &source, &schema)));
                None
            }
        }
    };
    if let Some(book) = &book {
        doubts(book, &places, entry, &mut own);
    }
    let schema = Schema::default();
    strange.iter().for_each(|e| own.push(faults::finding(e, &places, &source, &schema)));
    findings.append(own);
    book.filter(|_| strange.is_empty())
}

/// What a good rulebook should still be asked about.
fn doubts(book: &Rulebook, places: &read::Places, entry: Option<Date>, findings: &mut Findings) {
    let rewards = |a: &u32| {
        matches!(
            book.schema().attributes()[*a as usize].name.as_str(),
            "at.wish_rank" | "at.first_choice" | "child.wishes"
        )
    };
    for (i, item) in book.items().iter().enumerate() {
        if book.attributes_of(i).iter().any(rewards) {
            findings.push(Finding::new(&kinds::REPORT_REWARDED, places.items[i].clone()).value(&item.id));
        }
        if entry.is_some_and(|entry| !book.in_force(i, entry)) {
            findings.push(Finding::new(&kinds::ITEM_NOT_IN_FORCE, places.items[i].clone()).value(&item.id));
        }
    }
    for (i, tie) in book.ties().iter().enumerate() {
        if book.attributes_of_tie(i).iter().any(rewards) {
            findings.push(Finding::new(&kinds::REPORT_REWARDED, places.ties[i].clone()).value(&tie.id));
        }
    }
}

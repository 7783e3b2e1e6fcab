//! A small good round of day services as texts.

use crate::base::{Broken, Want, is_refused, is_warned};
use sekiwari_files::daily::{LoadedDaily, read_daily_files};
use sekiwari_files::round::RoundFiles;

pub(super) const S: &str = "services.csv";
pub(super) const D: &str = "sessions.csv";
pub(super) const C: &str = "children.csv";
pub(super) const Q: &str = "requests.csv";
pub(super) const T: &str = "round.toml";
pub(super) const K: &str = "caps.toml";

const SETTINGS: &str = "\
programme = \"daily\"
name = \"2026年5月\"

[daily]
from = 2026-05-01
to = 2026-05-31
order = [\"need\", \"uses\", \"time\"]
reasons = [\"urgent\", \"regular\", \"private\"]
slots = [\"08:00\", \"12:30\", \"17:00\"]
half = \"12:30\"

[allocate]
mechanism = \"priority\"
time_limit_s = 30

[priority]
lottery_seed = 20260401
";

const FACILITIES: &str = "\
facility_id,name,kind
F1,つくし,nursery
F2,さくら,kodomoen
F3,わかば,nursery
F4,みどり,sick
";

// F3 has regular seats that are free on some days, and holiday care; F4 takes convalescent children too.
const SERVICES: &str = "\
facility_id,service,also,days,open_from,open_to,short_days,short_to,seats,teachers,nurses,teacher_ratio,min_age_days,classes,enrolled,registered,rest_day,spare
F1,temporary,,MTWHF,8:00,17:00,,,3,2,,national,180,0-5,no,,,
F2,temporary,,MTWHF,8:30,17:00,,,0:1;1-2:2;3-5:3,3,,,,,,,,
F3,temporary,,,,,,,0,3,,,,0-5,,,,yes
F3,holiday,,U,8:00,17:00,,,5,2,,,,,yes,,yes,
F4,sick,convalescent,MTWHFS,8:30,17:30,WS,12:30,3,1,1,3,,0-5;grade 1-6,,yes,,
";

const SESSIONS: &str = "\
facility_id,service,date,session,classes,seats,teachers,nurses
F1,temporary,2026-05-12,pm,,0,,
F3,temporary,2026-05-13,day,,1,,
";

const ROOMS: &str = "\
facility_id,service,room_id,seats
F4,sick,R1,1
";

const CLOSURES: &str = "\
facility_id,service,from,to,reason
F2,,2026-05-20,2026-05-21,研修
";

const DISEASES: &str = "\
disease,handling
influenza,separate
";

// C and E are enrolled at F3; D is in grade 2.
const CHILDREN: &str = "\
child_id,household_id,birth_date,class,grade,enrolled_facility_id,enrolled,registered,resident,load
A,H1,2023-05-10,,,,,,,
B,H2,,3,,,,,,1.5
C,H3,,4,,F3,,,,
D,H4,,,2,,,sick,,
E,H3,,2,,F3,,,,
";

const USAGE: &str = "\
child_id,service,date,session,uses
B,temporary,,,2
A,temporary,2026-05-01,am,
";

const REQUESTS: &str = "\
request_id,child_id,service,date,alternatives,session,reason,disease,doctor_note,rest_day,facility_ids,together,requested_at,state
Q1,A,temporary,2026-05-08,2026-05-11,day,regular,,,,F1;F2,,2026-04-15 9:00,
Q2,B,temporary,2026-05-08,,am,private,,,,F2,,2026-04-15 9:01,
Q3,C,holiday,2026-05-10,,day,,,,2026-05-11,F3,H3,2026-04-16 9:00,
Q4,D,sick,2026-05-12,,day,,influenza,yes,,F4,,2026-05-11 18:00,
Q5,E,holiday,2026-05-10,,day,,,,2026-05-12,F3,H3,2026-04-16 9:00,
Q6,B,temporary,2026-05-18,,day,private,,,,F1,,2026-04-17 9:00,confirmed
";

const CAPS: &str = "\
[[cap]]
name = \"weekly\"
services = [\"temporary\"]
reasons = [\"private\"]
per = \"week\"
days = 2
half_day = 0.5
";

/// The good round.
pub(super) fn good() -> Broken {
    Broken::of(&[
        ("round.toml", SETTINGS),
        ("facilities.csv", FACILITIES),
        ("services.csv", SERVICES),
        ("sessions.csv", SESSIONS),
        ("isolation_rooms.csv", ROOMS),
        ("closures.csv", CLOSURES),
        ("diseases.csv", DISEASES),
        ("children.csv", CHILDREN),
        ("usage.csv", USAGE),
        ("requests.csv", REQUESTS),
        ("caps.toml", CAPS),
    ])
}

fn read(round: Broken) -> (Option<LoadedDaily>, sekiwari_files::finding::Findings) {
    read_daily_files(RoundFiles::from_memory(round.files()))
}

/// The round is refused with exactly these errors and warnings.
#[track_caller]
pub(super) fn refused(round: Broken, want: &[Want]) {
    is_refused(read(round), want);
}

/// The round is accepted with exactly these warnings and notes.
#[track_caller]
pub(super) fn doubted(round: Broken, want: &[Want]) -> LoadedDaily {
    is_warned(read(round), want)
}

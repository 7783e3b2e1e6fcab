//! Why a round is refused.

use crate::market::day::Slots;
use crate::programme::daily::{Impossible, Service};
use jiff::civil::{Date, Time};

/// One reason why [`super::Round::new`] refuses; it returns all of them. Rows are named by their ids.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RoundError {
    /// Two rows with one id.
    #[error("{table} {id} is listed twice")]
    DuplicateId {
        /// The table: `facilities`, `children`, `diseases`, `requests`, `caps`, `reasons`.
        table: &'static str,
        /// The id.
        id: String,
    },
    /// A row points at a position that does not exist.
    #[error("a row of {table} points at {what} number {index}, which does not exist")]
    BadIndex {
        /// The table of the row.
        table: &'static str,
        /// What it points at.
        what: &'static str,
        /// The position.
        index: u32,
    },
    /// The period ends before it begins.
    #[error("the period ends on {to}, before it begins on {from}")]
    PeriodReversed {
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
    },
    /// The rules of the city contradict themselves.
    #[error(transparent)]
    Rules(#[from] RulesFault),
    /// A service that cannot be offered as it is written.
    #[error("service {service} of {site}: {fault}", service = service.as_str())]
    Offer {
        /// The site.
        site: String,
        /// The service.
        service: Service,
        /// What is wrong.
        fault: OfferFault,
    },
    /// A session row that cannot be.
    #[error("sessions of {service} of {site} on {date}: {fault}", service = service.as_str())]
    Session {
        /// The site.
        site: String,
        /// The service.
        service: Service,
        /// The date.
        date: Date,
        /// What is wrong.
        fault: SessionFault,
    },
    /// Closed days that end before they begin.
    #[error("closed days end on {to}, before they begin on {from}")]
    ClosureReversed {
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
    },
    /// A child that cannot be.
    #[error("child {child}: {fault}")]
    Child {
        /// The child.
        child: String,
        /// What is wrong.
        fault: ChildFault,
    },
    /// A request that cannot be.
    #[error("request {request}: {fault}")]
    Request {
        /// The request.
        request: String,
        /// What is wrong.
        fault: RequestFault,
    },
    /// Requests with one label that do not ask for the same.
    #[error("requests that come together ({label}): {fault}")]
    Together {
        /// The label.
        label: String,
        /// What is wrong.
        fault: TogetherFault,
    },
    /// A child that is confirmed at two places at one time.
    #[error("requests {first} and {second} of one child are both confirmed for the same time")]
    ConfirmedTwice {
        /// One request.
        first: String,
        /// The other one.
        second: String,
    },
    /// Two requests of a child name the same day off in return.
    #[error("requests {first} and {second} of one child name the same day off in return, {date}")]
    RestDayTwice {
        /// One request.
        first: String,
        /// The other one.
        second: String,
        /// The day.
        date: Date,
    },
}

/// What is wrong with the rules.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RulesFault {
    /// Fewer than two bounds, or bounds that do not rise.
    #[error("the times that cut the day have to rise, and there have to be two or more")]
    Bounds,
    /// More slots than a day may have.
    #[error("{0} slots to a day; there may be up to {most}", most = Slots::MOST)]
    TooManySlots(usize),
    /// The middle of the day is none of the bounds.
    #[error("the middle of the day, {0}, is none of the times that cut it")]
    Half(Time),
    /// No reason, or too many.
    #[error("{0} reasons; there have to be 1 to 255")]
    Reasons(usize),
    /// A key stands in the order twice.
    #[error("{0} stands twice in the order")]
    KeyTwice(&'static str),
    /// A cap that leaves nothing.
    #[error("cap {0} has no amount")]
    CapWithoutAmount(String),
    /// A part of a day that counts more than the day.
    #[error("cap {0} counts a part of a day as more than a day")]
    CapPart(String),
}

/// What is wrong with a service of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OfferFault {
    /// The site has it twice.
    #[error("listed twice")]
    Twice,
    /// It opens at or after the time it closes.
    #[error("closes before it opens")]
    HoursReversed,
    /// It closes early before it opens.
    #[error("closes early before it opens")]
    ShortBeforeOpen,
    /// A class has two kinds of seats.
    #[error("a class sits in two groups")]
    GroupsOverlap,
    /// A class is counted with two ratios.
    #[error("a class is counted in two bands")]
    BandsOverlap,
    /// No children to a teacher.
    #[error("no children to a teacher")]
    NoChildrenPerTeacher,
    /// No children to a nurse.
    #[error("no children to a nurse")]
    NoChildrenPerNurse,
    /// Two rooms with one id.
    #[error("two rooms with one id")]
    RoomTwice,
    /// Regular seats that are also seats of holiday care.
    #[error("regular seats that are free on a day cannot be seats of holiday care")]
    SpareHoliday,
}

/// What is wrong with the session rows of a service on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SessionFault {
    /// A session outside the day.
    #[error("a session at no time of the day")]
    NoTime,
    /// Two rows for one time say different things.
    #[error("two rows speak of the same time and classes")]
    Twice,
    /// Rows with classes, but without seats.
    #[error("classes without seats")]
    ClassesWithoutSeats,
    /// Rows cut the classes in different ways.
    #[error("classes are cut in two ways on one date")]
    ClassesOverlap,
    /// Rows cut the classes otherwise than the service, and do not speak of the whole day.
    #[error("classes are cut otherwise than by the service, but not for the whole day")]
    GroupsDiffer,
}

/// What is wrong with a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ChildFault {
    /// A class that does not exist.
    #[error("there is no class {0}")]
    Class(u8),
    /// It counts as no child for teachers, or as a hundred.
    #[error("it counts as {0} tenths of a child for teachers")]
    Load(u32),
}

/// What is wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RequestFault {
    /// No date.
    #[error("no date")]
    NoDate,
    /// No site.
    #[error("no site")]
    NoSite,
    /// A date twice.
    #[error("{0} is listed twice")]
    DateTwice(Date),
    /// A site twice.
    #[error("{0} is listed twice")]
    SiteTwice(String),
    /// A session outside the day.
    #[error("a session at no time of the day")]
    NoTime,
    /// Dates on both sides of April 1: the child would be in two classes.
    #[error("dates of two fiscal years")]
    FiscalYears,
    /// The day off in return is a Saturday, Sunday, national holiday or one of the dates.
    #[error("{0} cannot be taken off in return")]
    RestDay(Date),
    /// Confirmed where it cannot be.
    #[error("confirmed at {site} on {date}, where it cannot be: {cause}", cause = cause.as_str())]
    Confirmed {
        /// The first site.
        site: String,
        /// The first date.
        date: Date,
        /// Why not.
        cause: Impossible,
    },
}

/// How requests with one label differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TogetherFault {
    /// In the service.
    #[error("not the same service")]
    Service,
    /// In the session.
    #[error("not the same session")]
    Session,
    /// In the dates, or their order.
    #[error("not the same dates")]
    Dates,
    /// In the sites, or their order.
    #[error("not the same sites")]
    Sites,
    /// Some are confirmed, others open.
    #[error("some are confirmed, others are not")]
    States,
    /// A child twice.
    #[error("a child twice")]
    ChildTwice,
}

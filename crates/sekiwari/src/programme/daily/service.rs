//! The kinds of day services.

use crate::Lang;

/// A kind of day service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Service {
    /// 一時預かり: care by the day for children who mostly have no regular place.
    Temporary,
    /// 休日保育: care on Sundays and national holidays.
    Holiday,
    /// 病児保育: care of a sick child.
    Sick,
    /// 病後児保育: care of a child that is getting better.
    Convalescent,
}

impl Service {
    /// All, in the order in which they are told.
    pub const ALL: [Service; 4] =
        [Service::Temporary, Service::Holiday, Service::Sick, Service::Convalescent];

    /// Names in files.
    pub const NAMES: &'static [(&'static str, Service)] = &[
        ("temporary", Service::Temporary),
        ("holiday", Service::Holiday),
        ("sick", Service::Sick),
        ("convalescent", Service::Convalescent),
    ];

    /// The name in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Service::Temporary => "temporary",
            Service::Holiday => "holiday",
            Service::Sick => "sick",
            Service::Convalescent => "convalescent",
        }
    }

    /// The name for people.
    pub fn label(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            Service::Temporary => ("一時預かり", "temporary care"),
            Service::Holiday => ("休日保育", "holiday care"),
            Service::Sick => ("病児保育", "care of sick children"),
            Service::Convalescent => ("病後児保育", "care of convalescent children"),
        };
        lang.pick(ja, en)
    }

    /// Services whose uses count together: sick and convalescent care are one.
    pub const fn family(self) -> usize {
        match self {
            Service::Temporary => 0,
            Service::Holiday => 1,
            Service::Sick | Service::Convalescent => 2,
        }
    }

    /// How many families there are.
    pub const FAMILIES: usize = 3;
}

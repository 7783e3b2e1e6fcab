//! What the checker refuses, and where.

use super::super::*;
use super::made::node;

fn book(level: Level, when: Node) -> RulebookData {
    let component = Component {
        id: "total".to_owned(),
        name: "total".to_owned(),
        scale: Scale::Points { less_is_better: false },
        reasons: OfReasons::Max,
        across: Across::Sum,
        missing: Missing::Nothing,
        nobody: 0,
    };
    let group = Group {
        id: "g".to_owned(),
        name: "g".to_owned(),
        level,
        component: 0,
        combine: Combine::Sum,
        when: None,
    };
    let item = Item {
        id: "i".to_owned(),
        text: String::new(),
        legal: String::new(),
        group: 0,
        when: Some(when),
        times: None,
        effect: Effect::Points(1000),
        valid_from: None,
        valid_to: None,
    };
    RulebookData {
        id: "b".to_owned(),
        name: "b".to_owned(),
        source: String::new(),
        guardians: 2,
        tax_month: 9,
        declared: Vec::new(),
        components: vec![component],
        groups: vec![group],
        items: vec![item],
        ties: Vec::new(),
    }
}

fn refused(data: RulebookData) -> Vec<(Part, Fault)> {
    Rulebook::new(data).unwrap_err().into_iter().map(|e| (e.part, e.fault)).collect()
}

#[test]
fn expressions_that_would_run_too_long_are_refused() {
    let mut long = node(Expr::Attribute("child.class".to_owned()));
    for _ in 0..300 {
        long = node(Expr::Plus(Box::new(long), Box::new(node(Expr::Number(1000)))));
    }
    let when = Expr::Compare(Comparison::Equal, Box::new(long), Box::new(node(Expr::Number(0))));
    let fault = Fault::Expression { at: 0, fault: ExprFault::TooLong };
    assert_eq!(refused(book(Level::Child, node(when))), [(Part::When(0), fault.clone())]);
    // Deep to the right: every number waits for the next.
    let mut deep = node(Expr::Number(1000));
    for _ in 0..40 {
        deep = node(Expr::Plus(Box::new(node(Expr::Attribute("child.class".to_owned()))), Box::new(deep)));
    }
    let when = Expr::Compare(Comparison::Equal, Box::new(deep), Box::new(node(Expr::Number(0))));
    assert_eq!(refused(book(Level::Child, node(when))), [(Part::When(0), fault)]);
}

#[test]
fn positions_that_point_nowhere_are_refused() {
    let flag = || node(Expr::Flag(true));
    let mut data = book(Level::Child, flag());
    data.groups[0].component = 5;
    assert_eq!(refused(data), [(Part::Group(0), Fault::BadIndex { what: "component", index: 5 })]);
    let mut data = book(Level::Child, flag());
    data.items[0].group = 7;
    assert_eq!(refused(data), [(Part::Item(0), Fault::BadIndex { what: "group", index: 7 })]);
}

#[test]
fn a_declared_fact_can_be_asked_about_and_does_not_take_a_built_in_name() {
    let mut data = book(Level::Child, node(Expr::Attribute("child.shuttle".to_owned())));
    let declared = |name: &str| Attribute {
        name: name.to_owned(),
        level: Level::Child,
        kind: ValueKind::YesNo,
        source: Source::Fact,
        rounds: super::super::Rounds::All,
        titles: Vec::new(),
        ja: String::new(),
        en: String::new(),
    };
    data.declared = vec![declared("child.shuttle")];
    assert!(Rulebook::new(data.clone()).is_ok());
    data.declared.push(declared("child.handbook"));
    let id = "child.handbook".to_owned();
    assert_eq!(refused(data), [(Part::Declared(1), Fault::DuplicateId { id })]);
}

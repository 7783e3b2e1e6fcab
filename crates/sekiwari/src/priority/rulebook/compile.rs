//! The type checker: from an expression as written to a program that cannot fail.

use super::program::{MAX_DEPTH, MAX_STEPS, Program, Step, compare};
use super::{Comparison, Expr, ExprFault, Level, Node, Schema, ValueKind, Words};

/// The type of an expression.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Type {
    YesNo,
    Number,
    /// A word; of an attribute, if it is one.
    Word(Option<usize>),
}

impl Type {
    fn name(&self) -> &'static str {
        match self {
            Type::YesNo => "yes-no",
            Type::Number => "number",
            Type::Word(_) => "word",
        }
    }
}

/// A fault and where it is.
pub(super) type At<T> = Result<T, (u32, ExprFault)>;

/// A checked expression and what it looks at.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Checked {
    pub(super) program: Program,
    /// Attributes it names, in order of first appearance; those inside `reasons.exists` too.
    pub(super) attributes: Vec<u32>,
}

/// A question about all reasons of a household: its answer becomes one more value of the household.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Quantifier {
    pub(super) program: Program,
    pub(super) all: bool,
}

/// Compiles the expressions of one rulebook; collects its words and its questions about all reasons.
pub(super) struct Compiler<'s> {
    pub(super) schema: &'s Schema,
    pub(super) words: Words,
    pub(super) quantifiers: Vec<Quantifier>,
}

/// One expression under way.
struct Emitter<'c, 's> {
    compiler: &'c mut Compiler<'s>,
    level: Level,
    out: Checked,
    depth: usize,
    inside: bool,
}

impl<'s> Compiler<'s> {
    pub(super) fn new(schema: &'s Schema) -> Self {
        let mut words = Words::default();
        for a in schema.attributes() {
            if let ValueKind::Word(allowed) = &a.kind {
                allowed.iter().for_each(|w| {
                    words.add(w);
                });
            }
        }
        Self { schema, words, quantifiers: Vec::new() }
    }

    /// A condition at a level.
    pub(super) fn condition(&mut self, level: Level, node: &Node) -> At<Checked> {
        let at = node.at;
        let (out, found) = self.expression(level, node, false)?;
        if found == Type::YesNo { Ok(out) } else { Err((at, wrong("yes-no", &found))) }
    }

    /// A number at a level.
    pub(super) fn number(&mut self, level: Level, node: &Node) -> At<Checked> {
        let (out, found) = self.expression(level, node, false)?;
        if found == Type::Number { Ok(out) } else { Err((node.at, wrong("number", &found))) }
    }

    fn expression(&mut self, level: Level, node: &Node, inside: bool) -> At<(Checked, Type)> {
        let mut emitter = Emitter { compiler: self, level, out: Checked::default(), depth: 0, inside };
        let found = emitter.emit(node)?;
        Ok((emitter.out, found))
    }
}

fn wrong(expected: &'static str, found: &Type) -> ExprFault {
    ExprFault::WrongType { expected, found: found.name() }
}

impl Emitter<'_, '_> {
    fn step(&mut self, step: Step, at: u32) -> At<usize> {
        if self.out.program.steps.len() >= MAX_STEPS {
            return Err((at, ExprFault::TooLong));
        }
        self.out.program.steps.push(step);
        Ok(self.out.program.steps.len() - 1)
    }

    /// A step that leaves one more value.
    fn value(&mut self, step: Step, at: u32) -> At<()> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err((at, ExprFault::TooLong));
        }
        self.step(step, at).map(drop)
    }

    /// A step that makes one value of two.
    fn join(&mut self, step: Step, at: u32) -> At<()> {
        self.depth -= 1;
        self.step(step, at).map(drop)
    }

    /// Sets how far a skip goes: to here.
    fn land(&mut self, skip: usize) {
        let far = (self.out.program.steps.len() - skip - 1) as u32;
        match &mut self.out.program.steps[skip] {
            Step::SkipIfFalse(n) | Step::SkipIfTrue(n) | Step::Branch(n) | Step::Jump(n) => *n = far,
            _ => {}
        }
    }

    fn need(&mut self, expected: Type, node: &Node) -> At<()> {
        let found = self.emit(node)?;
        if found == expected { Ok(()) } else { Err((node.at, wrong(expected.name(), &found))) }
    }

    fn attribute(&mut self, name: &str, at: u32) -> At<usize> {
        let Some(found) = self.compiler.schema.find(name) else {
            return Err((at, ExprFault::UnknownAttribute { name: name.to_owned() }));
        };
        if !self.level.sees(self.compiler.schema.attributes()[found].level) {
            return Err((at, ExprFault::NotVisible { name: name.to_owned(), level: self.level.as_str() }));
        }
        if !self.out.attributes.contains(&(found as u32)) {
            self.out.attributes.push(found as u32);
        }
        Ok(found)
    }

    fn emit(&mut self, node: &Node) -> At<Type> {
        let at = node.at;
        match &node.expr {
            Expr::Flag(flag) => {
                self.value(Step::Constant(i64::from(*flag)), at)?;
                Ok(Type::YesNo)
            }
            Expr::Number(number) => {
                self.value(Step::Constant(*number), at)?;
                Ok(Type::Number)
            }
            Expr::Word(word) => {
                let id = self.compiler.words.add(word);
                self.value(Step::Constant(id), at)?;
                Ok(Type::Word(None))
            }
            Expr::Attribute(name) => {
                let found = self.attribute(name, at)?;
                self.value(Step::Load(self.compiler.schema.slot(found)), at)?;
                Ok(match self.compiler.schema.attributes()[found].kind {
                    ValueKind::YesNo => Type::YesNo,
                    ValueKind::Number | ValueKind::Days => Type::Number,
                    ValueKind::Word(_) => Type::Word(Some(found)),
                })
            }
            Expr::Has(name) => {
                let found = self.attribute(name, at)?;
                let slot = self.compiler.schema.slot(found);
                match self.compiler.schema.attributes()[found].kind {
                    ValueKind::YesNo => Err((at, ExprFault::AlwaysKnown { name: name.clone() })),
                    // The empty word is the unknown one.
                    ValueKind::Word(_) => {
                        self.value(Step::Test(slot, Comparison::NotEqual, Words::EMPTY), at)?;
                        Ok(Type::YesNo)
                    }
                    ValueKind::Number | ValueKind::Days => {
                        self.value(Step::Known(slot), at)?;
                        Ok(Type::YesNo)
                    }
                }
            }
            Expr::Compare(comparison, a, b) => self.compare(*comparison, a, b, at),
            Expr::OneOf(value, among) => self.one_of(value, among, at),
            Expr::And(a, b) => self.logic(a, b, Step::SkipIfFalse(0)),
            Expr::Or(a, b) => self.logic(a, b, Step::SkipIfTrue(0)),
            Expr::Not(a) => {
                self.need(Type::YesNo, a)?;
                self.step(Step::Not, at)?;
                Ok(Type::YesNo)
            }
            Expr::If(condition, a, b) => {
                self.need(Type::YesNo, condition)?;
                let branch = self.step(Step::Branch(0), at)?;
                self.depth -= 1;
                let then = self.emit(a)?;
                let jump = self.step(Step::Jump(0), at)?;
                self.land(branch);
                self.depth -= 1;
                let other = self.emit(b)?;
                self.land(jump);
                match (&then, &other) {
                    (Type::Word(_), Type::Word(_)) => Ok(Type::Word(None)),
                    _ if then == other => Ok(then),
                    _ => Err((b.at, wrong(then.name(), &other))),
                }
            }
            Expr::Plus(a, b) => self.numbers(a, b, Step::Plus, at),
            Expr::Minus(a, b) => self.numbers(a, b, Step::Minus, at),
            Expr::Least(a, b) => self.numbers(a, b, Step::Least, at),
            Expr::Greatest(a, b) => self.numbers(a, b, Step::Greatest, at),
            Expr::Times(a, b) => {
                let whole = |n: &Node| match n.expr {
                    Expr::Number(k) if k % 1000 == 0 => Some(k / 1000),
                    _ => None,
                };
                let (factor, other) = match (whole(a), whole(b)) {
                    (Some(k), _) => (k, b),
                    (None, Some(k)) => (k, a),
                    (None, None) => return Err((at, ExprFault::FactorNotWhole)),
                };
                self.need(Type::Number, other)?;
                self.step(Step::Times(factor), at)?;
                Ok(Type::Number)
            }
            Expr::Exists(inner) => self.quantified(inner, false, at),
            Expr::All(inner) => self.quantified(inner, true, at),
        }
    }

    fn numbers(&mut self, a: &Node, b: &Node, step: Step, at: u32) -> At<Type> {
        self.need(Type::Number, a)?;
        self.need(Type::Number, b)?;
        self.join(step, at)?;
        Ok(Type::Number)
    }

    fn logic(&mut self, a: &Node, b: &Node, skip: Step) -> At<Type> {
        self.need(Type::YesNo, a)?;
        let skip = self.step(skip, b.at)?;
        self.depth -= 1;
        self.need(Type::YesNo, b)?;
        self.land(skip);
        Ok(Type::YesNo)
    }

    fn compare(&mut self, comparison: Comparison, a: &Node, b: &Node, at: u32) -> At<Type> {
        let from = self.out.program.steps.len();
        let (left, right) = (self.emit(a)?, self.emit(b)?);
        let equality = matches!(comparison, Comparison::Equal | Comparison::NotEqual);
        match (&left, &right) {
            (Type::Number, Type::Number) => {}
            (Type::YesNo, Type::YesNo) | (Type::Word(_), Type::Word(_)) if equality => {}
            (Type::YesNo, Type::YesNo) | (Type::Word(_), Type::Word(_)) => {
                return Err((at, ExprFault::NoOrder { found: left.name() }));
            }
            _ => {
                return Err((at, ExprFault::Uncomparable { left: left.name(), right: right.name() }));
            }
        }
        self.check_word(&left, b)?;
        self.check_word(&right, a)?;
        self.join(Step::Compare(comparison), at)?;
        // An attribute against a constant is one step.
        if let [.., Step::Load(slot), Step::Constant(k), Step::Compare(c)] = self.out.program.steps[from..]
            && self.out.program.steps.len() == from + 3
        {
            self.out.program.steps.truncate(from);
            self.out.program.steps.push(Step::Test(slot, c, k));
        } else if let [Step::Constant(x), Step::Constant(y), Step::Compare(c)] =
            self.out.program.steps[from..]
        {
            self.out.program.steps.truncate(from);
            self.out.program.steps.push(Step::Constant(i64::from(compare(c, x, y))));
        }
        Ok(Type::YesNo)
    }

    /// A word beside an attribute with a list of words must be on it.
    fn check_word(&self, side: &Type, other: &Node) -> At<()> {
        let (Type::Word(Some(attribute)), Expr::Word(word)) = (side, &other.expr) else { return Ok(()) };
        let attribute = &self.compiler.schema.attributes()[*attribute];
        match &attribute.kind {
            ValueKind::Word(allowed)
                if !allowed.is_empty() && !word.is_empty() && !allowed.contains(word) =>
            {
                Err((
                    other.at,
                    ExprFault::UnknownWord {
                        word: word.clone(),
                        attribute: attribute.name.clone(),
                        allowed: allowed.clone(),
                    },
                ))
            }
            _ => Ok(()),
        }
    }

    fn one_of(&mut self, value: &Node, among: &[Node], at: u32) -> At<Type> {
        let found = self.emit(value)?;
        let start = self.out.program.constants.len() as u32;
        for node in among {
            let (constant, kind) = match &node.expr {
                Expr::Number(n) => (*n, Type::Number),
                Expr::Word(word) => (self.compiler.words.add(word), Type::Word(None)),
                Expr::Flag(_) => return Err((node.at, wrong(found.name(), &Type::YesNo))),
                _ => {
                    return Err((
                        node.at,
                        ExprFault::WrongType { expected: "constant", found: "expression" },
                    ));
                }
            };
            let same = match (&found, &kind) {
                (Type::Word(_), Type::Word(_)) => true,
                _ => found == kind,
            };
            if !same {
                return Err((node.at, wrong(found.name(), &kind)));
            }
            self.check_word(&found, node)?;
            if self.out.program.constants.len() >= MAX_STEPS {
                return Err((node.at, ExprFault::TooLong));
            }
            self.out.program.constants.push(constant);
        }
        self.step(Step::OneOf { start, len: among.len() as u32 }, at)?;
        Ok(Type::YesNo)
    }

    fn quantified(&mut self, inner: &Node, all: bool, at: u32) -> At<Type> {
        if self.inside || matches!(self.level, Level::Reason | Level::Guardian) {
            return Err((at, ExprFault::NestedReasons));
        }
        let (checked, found) = self.compiler.expression(Level::Reason, inner, true)?;
        if found != Type::YesNo {
            return Err((inner.at, wrong("yes-no", &found)));
        }
        for a in checked.attributes {
            if !self.out.attributes.contains(&a) {
                self.out.attributes.push(a);
            }
        }
        let known = &mut self.compiler.quantifiers;
        let quantifier = Quantifier { program: checked.program, all };
        let place = known.iter().position(|q| *q == quantifier).unwrap_or_else(|| {
            known.push(quantifier);
            known.len() - 1
        });
        // Answers stand behind the attributes of the household.
        let index = (self.compiler.schema.width(Level::Household) + place) as u32;
        let slot = super::Slot { level: Level::Household, index };
        self.value(Step::Load(slot), at)?;
        Ok(Type::YesNo)
    }
}

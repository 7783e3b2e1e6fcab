//! Conditions in CEL (Common Expression Language): the part of it that a rulebook needs, as the library's expressions.
//!
//! The parser is the crate `cel`; its interpreter is not used. What is taken: `&&`, `||`, `!`, comparisons, `in` with a
//! list of constants, `? :`, `+`, `-`, `*` by a whole number, `min`, `max`, `has`, and `reasons.exists` / `reasons.all`.
//! Decimals are read from the text, never through floating point.

use cel::common::ast::{
    CallExpr, ComprehensionExpr, Expr as Tree, IdedExpr, LiteralValue, SourceInfo, operators,
};
use cel::parser::Parser;
use sekiwari::priority::rulebook::{Comparison, Expr, Node};

use crate::normalise::parse_thousandths;

/// Longest text of an expression in bytes.
const LONGEST: usize = 4000;
/// Deepest nesting.
const DEEPEST: u16 = 48;

/// Why a text is no expression of ours, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CelFault {
    /// Not CEL at all.
    Syntax { at: u32, reason: String },
    /// CEL, but not the part that is taken.
    Unsupported { at: u32, what: String },
}

type Read<T> = Result<T, CelFault>;

/// Reads an expression.
pub(super) fn parse(text: &str) -> Read<Node> {
    if text.len() > LONGEST {
        return Err(CelFault::Syntax { at: 0, reason: format!("longer than {LONGEST} bytes") });
    }
    let parsed = Parser::new().max_recursion_depth(DEEPEST).parse_with_source_info(text);
    match parsed {
        Ok((tree, info)) => Reader { text, info, variable: None }.node(&tree),
        Err(errors) => {
            // What comes later is mostly the echo of the first.
            let first = errors.errors.into_iter().next();
            let (at, message) = first.map_or((0, String::new()), |e| (offset(text, e.pos), e.msg));
            let reason = message.strip_prefix("Syntax error: ").unwrap_or(&message);
            // The list of everything that could stand there helps nobody.
            let reason = reason.split(" expecting ").next().unwrap_or_default().to_owned();
            Err(CelFault::Syntax { at, reason })
        }
    }
}

/// The byte offset of a line and a character in it, both from 1.
fn offset(text: &str, (line, column): (isize, isize)) -> u32 {
    let mut start = 0;
    for (i, l) in text.split_inclusive('\n').enumerate() {
        if i as isize + 1 == line {
            let inside = l.char_indices().nth((column - 1).max(0) as usize).map_or(l.len(), |(at, _)| at);
            return (start + inside) as u32;
        }
        start += l.len();
    }
    text.len() as u32
}

struct Reader<'t> {
    text: &'t str,
    info: SourceInfo,
    /// The variable of the question about all reasons that we are in.
    variable: Option<String>,
}

impl Reader<'_> {
    fn at(&self, tree: &IdedExpr) -> u32 {
        match &tree.expr {
            // The parser points at the dot.
            Tree::Select(select) => self.at(&select.operand),
            _ => self.info.offset_for(tree.id).map_or(0, |(start, _)| start),
        }
    }

    fn unsupported<T>(&self, tree: &IdedExpr, what: impl Into<String>) -> Read<T> {
        Err(CelFault::Unsupported { at: self.at(tree), what: what.into() })
    }

    fn node(&mut self, tree: &IdedExpr) -> Read<Node> {
        let at = self.at(tree);
        let expr = match &tree.expr {
            Tree::Literal(literal) => self.literal(tree, literal)?,
            Tree::Ident(name) => return self.unsupported(tree, name.clone()),
            Tree::Select(select) if select.test => Expr::Has(self.attribute(tree)?),
            Tree::Select(_) => Expr::Attribute(self.attribute(tree)?),
            Tree::Call(call) => self.call(tree, call)?,
            Tree::Comprehension(comprehension) => self.quantifier(tree, comprehension)?,
            Tree::List(_) => return self.unsupported(tree, "[..]"),
            Tree::Map(_) | Tree::Struct(_) => return self.unsupported(tree, "{..}"),
            Tree::Unspecified => return self.unsupported(tree, ""),
        };
        Ok(Node { at, expr })
    }

    fn literal(&self, tree: &IdedExpr, literal: &LiteralValue) -> Read<Expr> {
        Ok(match literal {
            LiteralValue::Boolean(b) => Expr::Flag(*b.inner()),
            LiteralValue::String(s) => Expr::Word(s.inner().to_owned()),
            LiteralValue::Int(_) | LiteralValue::Double(_) => Expr::Number(self.number(tree)?),
            _ => return self.unsupported(tree, self.written(tree)),
        })
    }

    /// The text of a literal.
    fn written(&self, tree: &IdedExpr) -> String {
        let range = self.info.offset_for(tree.id).unwrap_or_default();
        self.text.get(range.0 as usize..=range.1 as usize).unwrap_or_default().to_owned()
    }

    fn number(&self, tree: &IdedExpr) -> Read<i64> {
        let written = self.written(tree);
        let number = match &tree.expr {
            Tree::Literal(LiteralValue::Int(n)) => n.inner().checked_mul(1000),
            // The digits are read from the text; only the sign is taken from the value, for the parser may have made a
            // minus before it part of it.
            Tree::Literal(LiteralValue::Double(d)) => {
                let digits = parse_thousandths(written.trim_start_matches('-').trim_start());
                digits.ok().map(|n| if *d.inner() < 0.0 { -n } else { n })
            }
            _ => None,
        };
        match number {
            Some(n) if n.abs() < 1_000_000_000_000_000 => Ok(n),
            _ => self.unsupported(tree, written),
        }
    }

    /// The full name of an attribute; the variable of a question about reasons stands for `reason`.
    fn attribute(&self, tree: &IdedExpr) -> Read<String> {
        let Tree::Select(select) = &tree.expr else { return self.unsupported(tree, "") };
        let Tree::Ident(root) = &select.operand.expr else {
            return self.unsupported(tree, format!(".{}", select.field));
        };
        let root = if self.variable.as_ref() == Some(root) { "reason" } else { root.as_str() };
        Ok(format!("{root}.{}", select.field))
    }

    fn call(&mut self, tree: &IdedExpr, call: &CallExpr) -> Read<Expr> {
        let name = call.func_name.as_str();
        if call.target.is_some() {
            return self.unsupported(tree, format!(".{name}(..)"));
        }
        let comparison = match name {
            operators::EQUALS => Some(Comparison::Equal),
            operators::NOT_EQUALS => Some(Comparison::NotEqual),
            operators::LESS => Some(Comparison::Less),
            operators::LESS_EQUALS => Some(Comparison::AtMost),
            operators::GREATER => Some(Comparison::Greater),
            operators::GREATER_EQUALS => Some(Comparison::AtLeast),
            _ => None,
        };
        if let (Some(comparison), [a, b]) = (comparison, call.args.as_slice()) {
            return Ok(Expr::Compare(comparison, self.boxed(a)?, self.boxed(b)?));
        }
        Ok(match (name, call.args.as_slice()) {
            (operators::LOGICAL_AND, [a, b]) => Expr::And(self.boxed(a)?, self.boxed(b)?),
            (operators::LOGICAL_OR, [a, b]) => Expr::Or(self.boxed(a)?, self.boxed(b)?),
            (operators::LOGICAL_NOT, [a]) => Expr::Not(self.boxed(a)?),
            (operators::CONDITIONAL, [c, a, b]) => Expr::If(self.boxed(c)?, self.boxed(a)?, self.boxed(b)?),
            (operators::ADD, [a, b]) => Expr::Plus(self.boxed(a)?, self.boxed(b)?),
            (operators::SUBSTRACT, [a, b]) => Expr::Minus(self.boxed(a)?, self.boxed(b)?),
            (operators::MULTIPLY, [a, b]) => Expr::Times(self.boxed(a)?, self.boxed(b)?),
            (operators::NEGATE, [a]) => {
                let zero = Node { at: self.at(tree), expr: Expr::Number(0) };
                Expr::Minus(Box::new(zero), self.boxed(a)?)
            }
            ("min", [a, b]) => Expr::Least(self.boxed(a)?, self.boxed(b)?),
            ("max", [a, b]) => Expr::Greatest(self.boxed(a)?, self.boxed(b)?),
            (operators::IN, [value, list]) => {
                let Tree::List(list) = &list.expr else { return self.unsupported(list, "in") };
                let among = list.elements.iter().map(|e| self.node(e)).collect::<Read<_>>()?;
                Expr::OneOf(self.boxed(value)?, among)
            }
            _ => {
                let shown = name.trim_matches('_').trim_start_matches('@');
                let call = name.chars().all(|c| c.is_alphanumeric() || c == '_');
                return self.unsupported(tree, if call { format!("{shown}(..)") } else { shown.to_owned() });
            }
        })
    }

    fn boxed(&mut self, tree: &IdedExpr) -> Read<Box<Node>> {
        self.node(tree).map(Box::new)
    }

    /// `reasons.exists(r, ..)` and `reasons.all(r, ..)`, which the parser has already unfolded.
    fn quantifier(&mut self, tree: &IdedExpr, c: &ComprehensionExpr) -> Read<Expr> {
        let over_reasons = matches!(&c.iter_range.expr, Tree::Ident(name) if name == "reasons");
        let start = match &c.accu_init.expr {
            Tree::Literal(LiteralValue::Boolean(b)) => Some(*b.inner()),
            _ => None,
        };
        let (Tree::Call(step), Some(all), true, None) =
            (&c.loop_step.expr, start, over_reasons, &self.variable)
        else {
            return self.unsupported(tree, if over_reasons { "reasons...." } else { ".exists(..)" });
        };
        let wanted = if all { operators::LOGICAL_AND } else { operators::LOGICAL_OR };
        let (true, [_, inner]) = (step.func_name == wanted, step.args.as_slice()) else {
            return self.unsupported(tree, "reasons....");
        };
        self.variable = Some(c.iter_var.clone());
        let inner = self.boxed(inner);
        self.variable = None;
        Ok(if all { Expr::All(inner?) } else { Expr::Exists(inner?) })
    }
}

#[cfg(test)]
mod tests {
    use super::{CelFault, parse};
    use sekiwari::priority::rulebook::{Comparison, Expr};

    #[test]
    fn decimals_are_exact() {
        let node = parse("reason.hours_day >= 7.005").unwrap();
        let Expr::Compare(Comparison::AtLeast, _, right) = node.expr else { panic!("{node:?}") };
        assert_eq!((right.at, right.expr), (20, Expr::Number(7005)));
        for (text, number) in [("-0.5", -500), ("12", 12_000), ("-3", -3000)] {
            assert_eq!(parse(text).unwrap().expr, Expr::Number(number), "{text}");
        }
        assert_eq!(parse("0.0005 < 1"), Err(CelFault::Unsupported { at: 0, what: "0.0005".to_owned() }));
    }

    #[test]
    fn faults_are_placed_in_bytes() {
        let at = |text| match parse(text) {
            Err(CelFault::Syntax { at, .. } | CelFault::Unsupported { at, .. }) => at,
            Ok(node) => panic!("{node:?}"),
        };
        assert_eq!(at("child.district == '秦' && && true"), "child.district == '秦' && ".len() as u32);
        assert_eq!(
            at("child.district == '秦' &&\n size(x)"),
            "child.district == '秦' &&\n size".len() as u32
        );
        assert_eq!(at("a.b.exists(x, x == 1)"), 10);
        assert_eq!(at("child.class / 2 == 1"), 12);
    }

    #[test]
    fn questions_about_all_reasons() {
        let node =
            parse("!reasons.exists(r, r.kind == 'work') || reasons.all(x, has(x.hours_month))").unwrap();
        let Expr::Or(a, b) = node.expr else { panic!() };
        let Expr::Not(a) = a.expr else { panic!() };
        assert!(matches!(a.expr, Expr::Exists(_)));
        let Expr::All(inner) = b.expr else { panic!() };
        assert_eq!(inner.expr, Expr::Has("reason.hours_month".to_owned()));
        assert!(parse("reasons.map(r, r.kind) == 1").is_err());
        assert!(parse("reasons.exists_one(r, r.kind == 'work')").is_err());
        assert!(parse("reasons.exists(r, reasons.exists(q, q.kind == r.kind))").is_err());
    }

    #[test]
    fn nothing_long_or_deep() {
        assert!(parse(&format!("{}true", "!".repeat(5000))).is_err());
        assert!(parse(&format!("{}1{} == 1", "(".repeat(300), ")".repeat(300))).is_err());
        assert!(parse("").is_err());
    }

    use proptest::prelude::*;

    const PIECES: &[&str] = &[
        "reason",
        ".",
        "kind",
        "==",
        "'work'",
        "\"x",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "&&",
        "||",
        "!",
        "-",
        "1",
        "7.5",
        "1e9",
        "9223372036854775808",
        "0x1F",
        "1u",
        "in",
        "has",
        "reasons",
        "exists",
        "all",
        "r",
        ",",
        "?",
        ":",
        "b'x'",
        "r'\\'",
        "\u{3042}",
        " ",
        "\n",
        "\\",
        "`",
        "@",
        "//",
        "null",
        "true",
        "_",
        "'\\u12'",
        "''\'",
        "map",
        "%",
        "/",
        "*",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever is written is read or refused, with a place inside the text.
        #[test]
        fn no_text_breaks_the_reader(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24)) {
            let text = pieces.concat();
            if let Err(CelFault::Syntax { at, .. } | CelFault::Unsupported { at, .. }) = parse(&text) {
                prop_assert!(at as usize <= text.len(), "{at} in {text:?}");
            }
        }

        #[test]
        fn no_characters_break_the_reader(text in ".{0,40}") {
            let _ = parse(&text);
        }
    }
}

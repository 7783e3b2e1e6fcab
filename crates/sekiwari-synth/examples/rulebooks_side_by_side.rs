//! One synthetic city under all shipped rulebooks, as the tables of `docs/rulebook.md`.
//!
//! `cargo run --release -p sekiwari-synth --example rulebooks_side_by_side -- [CHILDREN] [SEED]`

#[path = "common/side_by_side.rs"]
mod side_by_side;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1).filter_map(|a| a.parse::<u64>().ok());
    let (children, seed) = (args.next().unwrap_or(1_600) as u32, args.next().unwrap_or(1));
    let city = side_by_side::City::new(children, seed)?;
    print!("{}", city.tables()?);
    let (always, never) = city.always_and_never();
    println!("\nnew children with a seat under all rulebooks: {always}, under none: {never}");
    for outcome in city.outcomes.iter().filter(|o| !o.stable) {
        println!("no stable allocation found under {}", outcome.book);
    }
    Ok(())
}

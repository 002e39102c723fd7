//! The same training as in WebAssembly, natively: for every line on its input that holds a number of
//! updates and the name of a case it prints the nanoseconds they took. Run by scripts/bench.

#[cfg(not(target_arch = "wasm32"))]
mod cases;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut trainings = Vec::new();
    for case in &cases::CASES {
        trainings.push((case.name, case.training(250)?));
    }
    for line in std::io::stdin().lines() {
        let line = line?;
        let (updates, name) = line.split_once(' ').ok_or("updates and a case")?;
        let updates = updates.parse()?;
        let found = trainings.iter_mut().find(|(case, _)| *case == name);
        let (_, training) = found.ok_or("there is no such case")?;
        let start = std::time::Instant::now();
        training.advance(updates);
        println!("{}", start.elapsed().as_nanos());
    }
    Ok(())
}

#[cfg(target_arch = "wasm32")]
fn main() {}

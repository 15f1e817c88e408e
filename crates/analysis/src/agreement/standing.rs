//! Where the agreement stands: one standing, one next actor and one sentence for every combination of the axes.
//!
//! All of them are written out in `standing.txt` beside this file, which a test compares with this function.

use monitor_model::{Actor, Stand, Standing};

use super::axes::{Axes, Explained, Ruled, Said, Shown, Timing};

/// Where the agreement stands, who is to act next, and what to say of it.
#[must_use]
pub const fn stand(axes: Axes) -> Stand {
    match axes.said {
        Said::Nothing => unevaluated(axes.timing),
        Said::Pass => passed(axes),
        Said::Fail => settled(
            Standing::Failed,
            "A mentor evaluated the period, or one before it, as a fail, and that stands; nobody has to act.",
        ),
        Said::Extend => extended(axes.ruled, axes.timing),
        Said::Withdrawn => {
            settled(Standing::Withdrawn, "The mentee has left the program; nobody has to act.")
        }
    }
}

const fn settled(standing: Standing, says: &'static str) -> Stand {
    Stand { standing, next: None, says }
}

const fn mentor(standing: Standing, says: &'static str) -> Stand {
    Stand { standing, next: Some(Actor::Mentor), says }
}

const fn administrator(standing: Standing, says: &'static str) -> Stand {
    Stand { standing, next: Some(Actor::Administrator), says }
}

const fn unevaluated(timing: Timing) -> Stand {
    match timing {
        Timing::BeforeDue => mentor(
            Standing::AwaitingEvaluation,
            "The period is not evaluated yet, and there is time; a mentor is to evaluate it.",
        ),
        Timing::PastDue => mentor(
            Standing::Overdue,
            "The period is not evaluated yet, and the evaluation was due; a mentor is to evaluate it.",
        ),
    }
}

const fn extended(ruled: Ruled, timing: Timing) -> Stand {
    match (ruled, timing) {
        (Ruled::Nothing | Ruled::Disputed, _) => administrator(
            Standing::AwaitingAdministrator,
            "A mentor asks for more time; an administrator is to set the new dates.",
        ),
        (Ruled::Agreed | Ruled::Resolved, Timing::BeforeDue) => mentor(
            Standing::Extended,
            "The mentee has more time; a mentor is to evaluate the period at its new date.",
        ),
        (Ruled::Agreed | Ruled::Resolved, Timing::PastDue) => mentor(
            Standing::Overdue,
            "The mentee had more time, and the new date has passed; a mentor is to evaluate the period.",
        ),
    }
}

const fn passed(axes: Axes) -> Stand {
    match axes.ruled {
        Ruled::Nothing => undecided(axes.shown, axes.explained),
        Ruled::Agreed => settled(
            Standing::Agreed,
            "A mentor passed the period, and an administrator agreed; nobody has to act.",
        ),
        Ruled::Resolved => settled(
            Standing::Agreed,
            "A mentor passed the period, and the administrator's question about it is settled; nobody has to act.",
        ),
        Ruled::Disputed => disputed(axes.timing),
    }
}

const fn disputed(timing: Timing) -> Stand {
    match timing {
        Timing::BeforeDue => mentor(
            Standing::Disputed,
            "An administrator asks about the pass; a mentor is to answer, with evidence or in words.",
        ),
        Timing::PastDue => administrator(
            Standing::Disputed,
            "The mentor has answered, or the time for it is over; an administrator is to resolve the dispute.",
        ),
    }
}

const fn undecided(shown: Shown, explained: Explained) -> Stand {
    match (shown, explained) {
        (Shown::Sufficient, _) => settled(
            Standing::Agreed,
            "A mentor passed the period, and the record shows the work; nobody has to act.",
        ),
        (Shown::Low | Shown::None, Explained::Confirmed) => administrator(
            Standing::AwaitingAdministrator,
            "A mentor passed the period and confirmed evidence of work beyond the record; an administrator is to accept it, or to ask.",
        ),
        (Shown::NotObserved, Explained::Confirmed) => administrator(
            Standing::AwaitingAdministrator,
            "A mentor passed the period and confirmed evidence, while the record is not complete; an administrator is to accept it, or to ask.",
        ),
        (_, Explained::Submitted) => mentor(
            Standing::NeedsExplanation,
            "A mentor passed the period, and there is evidence that no mentor has looked at; a mentor is to confirm or reject it.",
        ),
        (Shown::NotObserved, Explained::No | Explained::Rejected) => administrator(
            Standing::CannotAssess,
            "A mentor passed the period, and not everything that the mentee did could be seen; an administrator is to have the record completed, or to agree without it.",
        ),
        (Shown::Low, Explained::No | Explained::Rejected) => mentor(
            Standing::NeedsExplanation,
            "A mentor passed the period, and the public record shows only a part of the work; a mentor is to say what it does not show.",
        ),
        (Shown::None, Explained::No | Explained::Rejected) => mentor(
            Standing::NeedsExplanation,
            "A mentor passed the period, and the public record does not show the work; a mentor is to say what was done.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of the five axes, by their places in the lists.
    type Block = [Vec<usize>; 5];

    fn names() -> [Vec<&'static str>; 5] {
        [
            Said::ALL.iter().map(|v| v.as_str()).collect(),
            Shown::ALL.iter().map(|v| v.as_str()).collect(),
            Explained::ALL.iter().map(|v| v.as_str()).collect(),
            Ruled::ALL.iter().map(|v| v.as_str()).collect(),
            Timing::ALL.iter().map(|v| v.as_str()).collect(),
        ]
    }

    fn combinations() -> Vec<(Block, Axes)> {
        let mut all = Vec::new();
        for (a, &said) in Said::ALL.iter().enumerate() {
            for (b, &shown) in Shown::ALL.iter().enumerate() {
                for (c, &explained) in Explained::ALL.iter().enumerate() {
                    for (d, &ruled) in Ruled::ALL.iter().enumerate() {
                        for (e, &timing) in Timing::ALL.iter().enumerate() {
                            let axes = Axes { said, shown, explained, ruled, timing };
                            all.push(([vec![a], vec![b], vec![c], vec![d], vec![e]], axes));
                        }
                    }
                }
            }
        }
        all
    }

    /// Unites blocks that differ in one axis only, so that equal rows are written once.
    fn united(mut blocks: Vec<Block>) -> Vec<Block> {
        for axis in (0..5).rev() {
            let mut fewer: Vec<Block> = Vec::new();
            for block in blocks {
                let same = |other: &&mut Block| (0..5).all(|n| n == axis || other[n] == block[n]);
                match fewer.iter_mut().find(same) {
                    Some(other) => other[axis].extend(&block[axis]),
                    None => fewer.push(block),
                }
            }
            blocks = fewer;
        }
        blocks
    }

    fn row(block: &Block) -> String {
        let names = names();
        let cell = |axis: usize| {
            let given = &block[axis];
            if given.len() == names[axis].len() {
                "any".to_owned()
            } else {
                given.iter().map(|n| names[axis][*n]).collect::<Vec<_>>().join("/")
            }
        };
        (0..5).map(cell).collect::<Vec<_>>().join(" | ")
    }

    fn table() -> String {
        let mut groups: Vec<(Stand, Vec<Block>)> = Vec::new();
        for (block, axes) in combinations() {
            let stand = stand(axes);
            match groups.iter_mut().find(|(known, _)| *known == stand) {
                Some((_, blocks)) => blocks.push(block),
                None => groups.push((stand, vec![block])),
            }
        }
        groups.sort_by_key(|(stand, _)| stand.standing);
        let mut text = String::new();
        for (stand, blocks) in groups {
            let next = stand.next.map_or("nobody", Actor::as_str);
            text += &format!("{} → {next} ({})\n", stand.standing, blocks.len());
            text += &format!("  {}\n", stand.says);
            for block in united(blocks) {
                text += &format!("    {}\n", row(&block));
            }
            text += "\n";
        }
        text
    }

    #[test]
    fn every_combination_has_the_standing_that_is_written_down() {
        assert_eq!(combinations().len(), 640);
        let kept: Vec<&str> = include_str!("standing.txt").lines().collect();
        let now = table();
        let begin = kept.iter().position(|line| line.is_empty()).map_or(0, |n| n + 1);
        assert_eq!(kept[begin..].join("\n").trim_end(), now.trim_end(), "now:\n{now}");
    }

    #[test]
    fn the_rows_that_are_written_down_are_all_combinations_once() {
        let names = names();
        let mut covered = 0;
        for line in include_str!("standing.txt").lines().filter(|line| line.starts_with("    ")) {
            let cells: Vec<&str> = line.trim().split(" | ").collect();
            let size = |(n, cell): (usize, &&str)| match *cell {
                "any" => names[n].len(),
                cell => cell.split('/').count(),
            };
            covered += cells.iter().enumerate().map(size).product::<usize>();
        }
        assert_eq!(covered, 640);
    }

    #[test]
    fn a_sentence_names_who_acts_next() {
        for (_, axes) in combinations() {
            let Stand { standing, next, says } = stand(axes);
            let said = match next {
                None => says.ends_with("; nobody has to act."),
                Some(actor) => says.contains(&format!(
                    "; {} {actor} is to ",
                    match actor {
                        Actor::Administrator | Actor::Operator => "an",
                        Actor::Mentor | Actor::Mentee => "a",
                    }
                )),
            };
            assert!(said, "{standing}: {says}");
        }
    }

    #[test]
    fn a_fail_stays_one_and_only_a_pass_is_paid() {
        for (_, axes) in combinations() {
            let standing = stand(axes).standing;
            assert_eq!(axes.said == Said::Fail, standing == Standing::Failed, "{axes:?}");
            assert!(!standing.is_payable() || axes.said == Said::Pass, "{axes:?}");
        }
    }

    #[test]
    fn what_was_not_seen_is_never_held_against_anybody() {
        for (_, axes) in combinations() {
            let unseen = Axes { shown: Shown::NotObserved, ..axes };
            let says = stand(unseen).says;
            assert!(!says.contains("shows only") && !says.contains("does not show"), "{says}");
        }
    }
}

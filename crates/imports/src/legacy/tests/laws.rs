//! Laws that hold for every recording.

use proptest::prelude::*;

use super::*;

const LOGINS: [&str; 3] = ["ada-lumen", "Grace-Wick", "bela-flint"];
const REPOS: [&str; 3] = ["lantern-works/core", "tide-loom/Docs", "bela-flint/notes"];

/// One row of a few people, weeks and items, so that they often meet.
fn row() -> impl Strategy<Value = Value> {
    let items = prop::collection::vec((0..4_u8, 0..3_usize, 1..5_u64), 0..5);
    let one = (0..7_usize, any::<bool>(), any::<bool>(), items, any::<bool>());
    one.prop_map(|(who, later, upper, items, any)| {
        let Some(login) = LOGINS.get(who / 2) else {
            return nobody();
        };
        let login = if upper { login.to_uppercase() } else { (*login).to_owned() };
        let mut row = if later { second(&login) } else { first(&login) };
        row["mentee"]["name"] = json!("Zoë Wick");
        collection(&mut row)["hasAnyContributions"] = json!(any);
        for (kind, repo, number) in items {
            let repo = REPOS[repo];
            let url = format!("https://github.com/{repo}/pull/{number}#pullrequestreview-{number}");
            row = match kind {
                0 => pull_request(row, repo, number),
                1 => issue(row, repo, number),
                2 => review(row, repo, &url),
                _ => commits(row, repo, usize::try_from(number).unwrap()),
            };
        }
        row
    })
}

fn rows() -> impl Strategy<Value = Vec<Value>> {
    prop::collection::vec(row(), 1..8)
}

/// Everything that a batch holds, in an order of its own and with logins in one case; commit counts only on demand, and the
/// numbers of rows never.
fn set(reading: &Reading, with_commits: bool) -> Vec<String> {
    let batch = &reading.batch;
    let mut all: Vec<String> = Vec::new();
    all.extend(batch.people.iter().map(|x| format!("{x:?}")));
    all.extend(batch.contributions.iter().map(|x| format!("{x:?}")));
    all.extend(batch.coverage.iter().map(|x| format!("{x:?}")));
    all.extend(batch.hidden.iter().map(|x| format!("{x:?}")));
    all.extend(batch.unattributed.iter().map(|x| format!("{:?} {}", x.program, x.window)));
    if with_commits {
        all.extend(batch.tallies.iter().map(|x| format!("{x:?}")));
    }
    all.iter_mut().for_each(|line| line.make_ascii_lowercase());
    all.sort_unstable();
    all
}

/// Reads a text that was cut, which must fail with a line that the text has.
fn fails_with_a_line(text: &str) -> Result<(), TestCaseError> {
    let found = read("cut.json", text, None);
    prop_assert!(found.is_err(), "read {text:?}");
    let lines = text.matches('\n').count() + 1;
    for problem in found.unwrap_err() {
        prop_assert!((1..=lines).contains(&problem.line), "{problem} of {lines}");
        prop_assert!(!problem.says.is_empty() && !problem.hint.is_empty());
    }
    Ok(())
}

proptest! {
    #[test]
    fn the_order_of_rows_matters_to_commit_counts_only(rows in rows().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))) {
        let (a, b) = (of(&rows.0), of(&rows.1));
        prop_assert_eq!(set(&a, false), set(&b, false));
        prop_assert_eq!(a.rows, b.rows);
    }

    #[test]
    fn a_repeated_row_changes_nothing(rows in rows(), which in any::<prop::sample::Index>()) {
        let mut again = rows.clone();
        if !rows.is_empty() {
            let row = which.index(rows.len());
            again.insert(row, rows[row].clone());
        }
        let (mut a, mut b) = (set(&of(&rows), true), set(&of(&again), true));
        a.dedup();
        b.dedup();
        prop_assert_eq!(a, b);
    }

    #[test]
    fn the_whole_file_twice_changes_nothing(rows in rows()) {
        let twice: Vec<_> = rows.iter().chain(&rows).cloned().collect();
        let (mut a, mut b) = (set(&of(&rows), true), set(&of(&twice), true));
        a.dedup();
        b.dedup();
        prop_assert_eq!(a, b);
    }

    #[test]
    fn every_row_is_accounted_for(rows in rows()) {
        let reading = of(&rows);
        let counts = reading.rows;
        prop_assert_eq!(counts.rows, rows.len());
        prop_assert_eq!(counts.rows, counts.rows_with_mentee + counts.null_rows);
        prop_assert_eq!(counts.null_rows, counts.null_rows_named + reading.batch.unattributed.len());
        prop_assert_eq!(reading.batch.coverage.len(), 6 * counts.mentee_weeks);
    }

    #[test]
    fn no_act_is_listed_twice(rows in rows()) {
        let batch = of(&rows).batch;
        let mut acts: Vec<_> = batch.contributions.iter().map(|c| (&c.by, &c.item.url, c.act)).collect();
        acts.sort_unstable();
        acts.dedup();
        prop_assert_eq!(acts.len(), batch.contributions.len());
    }

    #[test]
    fn an_array_that_was_cut_is_refused(rows in rows(), pretty in any::<bool>(), cut in any::<prop::sample::Index>()) {
        let text = if pretty { array(&rows) } else { json!(rows).to_string() };
        let mut cut = cut.index(text.len());
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        fails_with_a_line(&text[..cut])?;
    }

    #[test]
    fn arbitrary_text_is_no_cause_to_panic(text in ".{0,200}", json in "[\\[{][\\[\\]{}\",:a-z0-9 \n]{0,60}", state in ".{0,40}") {
        let _ = read("a.json", &text, Some(("state.json", &state)));
        let _ = read("a.json", &json, Some(("state.json", &json)));
    }

    #[test]
    fn a_damaged_byte_is_no_cause_to_panic(rows in rows(), at in any::<prop::sample::Index>(), byte in "[ -~]") {
        for text in [array(&rows), lines(&rows)] {
            if text.is_empty() {
                continue;
            }
            let at = at.index(text.len());
            if text.is_char_boundary(at) && text.is_char_boundary(at + 1) {
                let damaged = format!("{}{byte}{}", &text[..at], &text[at + 1..]);
                let _ = read("a.json", &damaged, None);
            }
        }
    }
}

fn busy_rows() -> [Value; 3] {
    let row = pull_request(first("ada-lumen"), "lantern-works/core", 7);
    let row = commits(issue(row, "tide-loom/docs", 8), "lantern-works/core", 12);
    [row, nobody(), second("grace-wick")]
}

#[test]
fn an_array_that_was_cut_anywhere_is_refused() {
    let text = array(&busy_rows());
    for cut in 0..text.len() {
        fails_with_a_line(&text[..cut]).unwrap();
    }
}

#[test]
fn lines_that_were_cut_anywhere_but_between_two_are_refused() {
    let rows = busy_rows();
    let text = lines(&rows);
    let state = state(&["ada-lumen", "grace-wick", "grace-wick"]);
    let mut whole = 0;
    for cut in 0..text.len() {
        let part = &text[..cut];
        let between = part.ends_with('\n') || text[cut..].starts_with('\n');
        if cut == 0 || !between {
            fails_with_a_line(part).unwrap();
            continue;
        }
        // The first two rows are of the week that the state names, so it can tell what is missing.
        let reading = read("a.json", part, None).unwrap();
        assert_eq!(reading.rows.rows, part.matches("taskId").count());
        if reading.rows.rows < 3 {
            let told = read("a.json", part, Some(("state.json", &state))).unwrap();
            assert!(says(&told.notices).iter().any(|n| n.contains("speaks of are not here")));
        }
        whole += 1;
    }
    assert_eq!(whole, 5, "before and after each line end, but not after the last");
}

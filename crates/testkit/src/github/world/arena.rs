//! Arenas: things in a vector, named by small typed numbers that can be copied and never dangle, because nothing is removed.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// The number of a `T` in its [`Arena`].
pub struct Id<T> {
    number: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    const fn new(number: u32) -> Self {
        Self { number, of: PhantomData }
    }

    /// The position in the arena, from zero.
    #[must_use]
    pub const fn index(self) -> u32 {
        self.number
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.number.cmp(&other.number)
    }
}

impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.number.hash(state);
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.number)
    }
}

/// A growing list of things of one kind.
#[derive(Debug)]
pub struct Arena<T> {
    things: Vec<T>,
}

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Self { things: Vec::new() }
    }
}

impl<T> Arena<T> {
    /// Adds a thing that may know its own number.
    pub(crate) fn add(&mut self, make: impl FnOnce(Id<T>) -> T) -> Id<T> {
        let id = Id::new(u32::try_from(self.things.len()).unwrap_or(u32::MAX));
        self.things.push(make(id));
        id
    }

    /// The thing at a position, if there are that many.
    #[must_use]
    pub fn nth(&self, position: u64) -> Option<Id<T>> {
        let number = u32::try_from(position).ok()?;
        ((number as usize) < self.things.len()).then(|| Id::new(number))
    }

    /// Everything with its number.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Id<T>, &T)> {
        self.things
            .iter()
            .enumerate()
            .map(|(i, thing)| (Id::new(u32::try_from(i).unwrap_or(u32::MAX)), thing))
    }

    /// Every number.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = Id<T>> + use<'_, T> {
        self.iter().map(|(id, _)| id)
    }

    /// How many things there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.things.len()
    }

    /// Whether there is nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.things.is_empty()
    }
}

impl<T> Index<Id<T>> for Arena<T> {
    type Output = T;

    fn index(&self, id: Id<T>) -> &T {
        &self.things[id.number as usize]
    }
}

impl<T> IndexMut<Id<T>> for Arena<T> {
    fn index_mut(&mut self, id: Id<T>) -> &mut T {
        &mut self.things[id.number as usize]
    }
}

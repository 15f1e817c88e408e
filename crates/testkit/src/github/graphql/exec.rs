//! One execution: the world, what was refused so far, and the objects that answer.

use std::cell::RefCell;
use std::rc::Rc;

use apollo_compiler::resolvers::{FieldError, ObjectValue, ResolveInfo, ResolvedValue};
use apollo_compiler::response::JsonValue;

use super::answer::RateFigures;
use super::call::Call;
use super::object;
use super::refusal::{Refusal, RefusedObject};
use crate::github::world::{
    AccountKind, CommitId, EventKind, IdFormat, PullId, RepoId, ReviewCommentId, Subject, Thing,
    World,
};

/// What a field answers with.
pub(crate) type Answer<'a> = Result<ResolvedValue<'a>, FieldError>;

/// Everything that is the same for all fields of one request.
pub(crate) struct Exec<'w> {
    pub(crate) world: &'w World,
    pub(crate) ids: IdFormat,
    pub(crate) rate: RateFigures,
    pub(crate) refusals: RefCell<Vec<Refusal>>,
}

/// Something that fields can be asked of.
#[derive(Clone, Debug)]
pub(crate) enum What {
    /// The query itself.
    Root,
    /// Something with a node id.
    Thing(Thing),
    /// A branch.
    Ref(RepoId, String),
    /// A commit as part of a pull request.
    PullCommit(PullId, CommitId),
    /// A conversation on lines, by its first comment.
    Thread(ReviewCommentId),
    /// A line of a timeline, by its place.
    Event(Subject, usize),
    /// A person's contributions in a time.
    Collection(Rc<object::contributions::Collection>),
    /// The contributions to one repository.
    ByRepository(Rc<object::contributions::ByRepository>),
    /// Anything whose fields are known without asking.
    Plain(Rc<Plain>),
}

impl<T: Into<Thing>> From<T> for What {
    fn from(id: T) -> Self {
        Self::Thing(id.into())
    }
}

/// An object with all its fields.
#[derive(Clone, Debug)]
pub(crate) struct Plain {
    pub(crate) type_name: String,
    pub(crate) fields: Vec<(&'static str, Field)>,
}

/// A field of a plain object.
#[derive(Clone, Debug)]
pub(crate) enum Field {
    Leaf(JsonValue),
    One(What),
    Maybe(Option<What>),
    Many(Vec<What>),
}

impl Plain {
    pub(crate) fn what(type_name: impl Into<String>, fields: Vec<(&'static str, Field)>) -> What {
        What::Plain(Rc::new(Self { type_name: type_name.into(), fields }))
    }
}

/// A field with a value.
pub(crate) fn leaf_field(value: impl Into<JsonValue>) -> Field {
    Field::Leaf(value.into())
}

impl<'w> Exec<'w> {
    /// Keeps an error and answers with its number.
    pub(crate) fn note(&self, refusal: Refusal) -> usize {
        let mut refusals = self.refusals.borrow_mut();
        refusals.push(refusal);
        refusals.len() - 1
    }

    /// An object to answer with, or the refusal to show it.
    pub(crate) fn object(&'w self, what: What) -> ResolvedValue<'w> {
        if self.needs_sso(&what) {
            return self.refused(Refusal::single_sign_on());
        }
        ResolvedValue::object(Object { exec: self, what })
    }

    /// Null in place of an object, with an error.
    pub(crate) fn refused(&self, refusal: Refusal) -> ResolvedValue<'w> {
        ResolvedValue::object(RefusedObject::new(self.note(refusal)))
    }

    fn needs_sso(&self, what: &What) -> bool {
        match what {
            What::Thing(thing) => self.world.needs_sso(*thing),
            What::PullCommit(pull, _) => self.world.needs_sso((*pull).into()),
            _ => false,
        }
    }
}

/// A thing together with the execution that asks.
struct Object<'w> {
    exec: &'w Exec<'w>,
    what: What,
}

impl ObjectValue for Object<'_> {
    fn type_name(&self) -> &str {
        match &self.what {
            What::Root => "Query",
            What::Thing(thing) => thing_type(self.exec.world, *thing),
            What::Ref(..) => "Ref",
            What::PullCommit(..) => "PullRequestCommit",
            What::Thread(_) => "PullRequestReviewThread",
            What::Event(on, place) => {
                event_type(&object::event::look(self.exec.world, *on, *place).kind)
            }
            What::Collection(_) => "ContributionsCollection",
            What::ByRepository(by) => by.type_name(),
            What::Plain(plain) => &plain.type_name,
        }
    }

    fn resolve_field<'a>(&'a self, info: &'a ResolveInfo<'a>) -> Answer<'a> {
        let call = Call { exec: self.exec, info };
        match &self.what {
            What::Root => object::root::resolve(call),
            What::Thing(thing) => resolve_thing(call, *thing),
            What::Ref(repo, name) => object::repo::resolve_ref(call, *repo, name),
            What::PullCommit(pull, commit) => object::pull::resolve_commit(call, *pull, *commit),
            What::Thread(first) => object::review::resolve_thread(call, *first),
            What::Event(on, place) => object::event::resolve(call, *on, *place),
            What::Collection(collection) => object::contributions::resolve(call, collection),
            What::ByRepository(by) => object::contributions::resolve_by_repository(call, by),
            What::Plain(plain) => resolve_plain(call, plain),
        }
    }
}

fn resolve_thing(call: Call<'_>, thing: Thing) -> Answer<'_> {
    match thing {
        Thing::Account(id) => object::account::resolve(call, id),
        Thing::Repo(id) => object::repo::resolve(call, id),
        Thing::Pull(id) => object::pull::resolve(call, id),
        Thing::Issue(id) => object::issue::resolve(call, id),
        Thing::Review(id) => object::review::resolve(call, id),
        Thing::ReviewComment(id) => object::review::resolve_comment(call, id),
        Thing::Comment(id) => object::comment::resolve(call, id),
        Thing::Commit(id) => object::commit::resolve(call, id),
        Thing::CommitComment(id) => object::comment::resolve_on_commit(call, id),
        Thing::Discussion(id) => object::discussion::resolve(call, id),
        Thing::DiscussionComment(id) => object::discussion::resolve_comment(call, id),
    }
}

fn resolve_plain<'a>(call: Call<'a>, plain: &Plain) -> Answer<'a> {
    let found = plain.fields.iter().find(|(name, _)| *name == call.field());
    match found.map(|(_, field)| field) {
        None => call.unknown(&plain.type_name),
        Some(Field::Leaf(value)) => Ok(ResolvedValue::Leaf(value.clone())),
        Some(Field::One(what)) => call.object(what.clone()),
        Some(Field::Maybe(what)) => call.maybe(what.clone()),
        Some(Field::Many(all)) => call.list(all.iter().cloned()),
    }
}

/// GitHub's name for the type of a thing.
pub(crate) fn thing_type(world: &World, thing: Thing) -> &'static str {
    match thing {
        Thing::Account(id) => match world[id].kind {
            AccountKind::User => "User",
            AccountKind::Bot => "Bot",
            AccountKind::Organization => "Organization",
            AccountKind::Mannequin => "Mannequin",
        },
        Thing::Repo(_) => "Repository",
        Thing::Pull(_) => "PullRequest",
        Thing::Issue(_) => "Issue",
        Thing::Review(_) => "PullRequestReview",
        Thing::ReviewComment(_) => "PullRequestReviewComment",
        Thing::Comment(_) => "IssueComment",
        Thing::Commit(_) => "Commit",
        Thing::CommitComment(_) => "CommitComment",
        Thing::Discussion(_) => "Discussion",
        Thing::DiscussionComment(_) => "DiscussionComment",
    }
}

/// GitHub's name for the type of a line of a timeline.
pub(crate) const fn event_type(kind: &EventKind) -> &'static str {
    match kind {
        EventKind::Closed(_) => "ClosedEvent",
        EventKind::Merged(_) => "MergedEvent",
        EventKind::Reopened => "ReopenedEvent",
        EventKind::ReadyForReview => "ReadyForReviewEvent",
        EventKind::ConvertedToDraft => "ConvertToDraftEvent",
        EventKind::Referenced(_) => "ReferencedEvent",
        EventKind::Labeled(_) => "LabeledEvent",
        EventKind::Assigned(_) => "AssignedEvent",
        EventKind::CrossReferenced { .. } => "CrossReferencedEvent",
    }
}

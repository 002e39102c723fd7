//! One lab of the playground, with the verbs that the labs' tests share.

use std::ops::Deref;

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::browser::{Bounds, Page, Viewport};

/// The lab that the page opens with by itself.
const FIRST: &str = "surfaces";

/// A page that shows a lab, opened and ready.
///
/// It does all that a [`Page`] does, but selectors are those of parts inside the lab, and scripts
/// know two names: `lab`, the element, and `root`, its shadow root. What is meant for the whole page
/// goes through [`Self::page`].
pub struct Lab {
    page: Page,
    tag: String,
}

impl Deref for Lab {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.page
    }
}

impl Lab {
    /// Opens a path of the site ("/", "/#networks", a link) in a laptop's window.
    pub fn open(path: &str) -> Self {
        Self::open_in(Viewport::DESKTOP, path)
    }

    /// Opens a path of the site in a window like this.
    pub fn open_in(viewport: Viewport, path: &str) -> Self {
        Self::open_on(Page::blank(viewport), path)
    }

    /// Opens a path of the site on a page that has been set up for it.
    pub fn open_on(page: Page, path: &str) -> Self {
        page.go_to(path);
        let (_, hash) = path.split_once('#').unwrap_or_default();
        let id = hash.split('?').next().filter(|id| !id.is_empty());
        Self::of(page, id.unwrap_or(FIRST))
    }

    /// The lab with this id, on a page that has been told to open it.
    pub fn of(page: Page, id: &str) -> Self {
        let tag = format!("downhill-{id}");
        let lab = Self { page, tag };
        lab.wait_until_ready();
        lab
    }

    /// Turns to another lab of the playground.
    pub fn turn_to(&mut self, id: &str) {
        self.page.run(&format!("location.hash = '#{id}'"));
        self.tag = format!("downhill-{id}");
        self.wait_until_ready();
    }

    /// Waits until there is all that the lab consists of (its actions come last), drawn for once.
    fn wait_until_ready(&self) {
        self.wait_for(".actions");
        self.settle();
    }

    /// The page around it.
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// A part of the lab, as the page knows it.
    fn part(&self, selector: &str) -> String {
        format!("{} >>> {selector}", self.tag)
    }

    /// Runs the body of a function over `lab` and `root`.
    pub fn run(&self, body: &str) -> Value {
        self.page.run(&self.over(body))
    }

    /// The value of an expression over `lab` and `root`.
    pub fn ask(&self, expression: &str) -> Value {
        self.run(&format!("return {expression};"))
    }

    /// The value of an expression over `element`, a part.
    pub fn ask_of(&self, selector: &str, expression: &str) -> Value {
        self.page.ask(&self.part(selector), expression)
    }

    /// Waits until an expression over `lab` and `root` is true.
    pub fn wait_until(&self, what: &str, expression: &str) {
        let body = self.over(&format!("return {expression};"));
        self.page
            .wait_until(what, &format!("(() => {{ {body} }})()"));
    }

    /// Waits until there is such a part.
    pub fn wait_for(&self, selector: &str) {
        self.page.wait_for(&self.part(selector));
    }

    /// The text of a part as a reader sees it.
    pub fn text(&self, selector: &str) -> String {
        self.page.text(&self.part(selector))
    }

    /// The texts of all parts that a selector finds.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let texts = self.ask(&format!(
            "[...root.querySelectorAll({})].map((part) => part.textContent)",
            json!(selector)
        ));
        serde_json::from_value(texts).expect("a list of texts")
    }

    /// The losses shown in the list of runs.
    pub fn losses(&self) -> Vec<String> {
        self.texts(".card .loss")
    }

    /// Where a part is.
    pub fn bounds(&self, selector: &str) -> Bounds {
        self.page.bounds(&self.part(selector))
    }

    /// Scrolls a part into view and returns where it is.
    pub fn bring_into_view(&self, selector: &str) -> Bounds {
        self.page.bring_into_view(&self.part(selector))
    }

    /// How many different colours a canvas of the lab shows.
    pub fn colours(&self, canvas: &str) -> u64 {
        self.page.colours(&self.part(canvas))
    }

    /// Puts the keyboard's focus on a part.
    pub fn focus(&self, selector: &str) {
        self.page.focus(&self.part(selector));
    }

    /// Clicks the middle of a part.
    pub fn click(&self, selector: &str) {
        self.page.click(&self.part(selector));
    }

    /// Chooses the entry of a select by its value.
    pub fn choose(&self, select: &str, value: &str) {
        self.set(select, "value", &json!(value));
    }

    /// Chooses the entry of a select by its place, from 0.
    pub fn choose_nth(&self, select: &str, place: u64) {
        self.set(select, "selectedIndex", &json!(place));
    }

    /// Sets a property of a control as a reader's hand would.
    fn set(&self, control: &str, property: &str, value: &Value) {
        self.ask_of(
            control,
            &format!("(element.{property} = {value}, element.dispatchEvent(new Event('change')))"),
        );
        self.settle();
    }

    /// Unfolds what stands under a title, or folds it again.
    pub fn toggle(&self, title: &str) {
        self.ask(&format!(
            "[...root.querySelectorAll('summary')].find((one) => one.textContent === {}).click()",
            json!(title)
        ));
        self.settle();
    }

    /// Lets some frames pass, so that all that was asked for is drawn and written: pictures of
    /// networks take the most.
    pub fn settle(&self) {
        self.pass_frames(8);
    }

    /// Stops time.
    pub fn pause(&self) {
        self.ask("lab.pause()");
        self.settle();
    }

    /// Goes so many steps on, or back when negative, and waits there.
    pub fn step(&self, steps: i32) {
        let goal = self.run(&format!(
            "const goal = Math.max(lab.bench.shown + {steps}, 0);
             lab.step({steps});
             return goal;"
        ));
        self.wait_to_rest_at(goal.as_u64().expect("a step"));
    }

    /// Goes back to the start and waits there.
    pub fn rewind(&self) {
        self.ask("(lab.pause(), lab.reset())");
        self.wait_to_rest_at(0);
    }

    /// The step, or the update, that the transport bar shows.
    pub fn step_shown(&self) -> u64 {
        let step = self.ask(SHOWN);
        step.as_u64().expect("a step")
    }

    /// Waits until time has come to a step, or beyond.
    pub fn wait_for_step(&self, at_least: u64) {
        self.wait_until(
            &format!("step {at_least} is shown"),
            &format!("{SHOWN} >= {at_least}"),
        );
    }

    /// Waits until time stands still at this very step, with all that belongs to it.
    pub fn wait_to_rest_at(&self, step: u64) {
        self.wait_until(
            &format!("it rests at step {step}"),
            &format!("!lab.playing && {SHOWN} === {step}"),
        );
        self.settle();
        assert_eq!(self.step_shown(), step, "it has gone on");
    }

    /// Changes the learning rate of the first run from the step shown on: an entry of its schedule,
    /// and nothing that has been changes.
    pub fn assert_a_rate_can_change_on_the_way(&self) {
        self.wait_for_step(10);
        self.pause();
        let (here, before) = (self.step_shown(), self.losses());
        self.click(".card:first-child .card-head");
        self.click(".card:first-child .check");
        self.focus(".card:first-child input[type=range]");
        self.press([Key::Left; 3]);
        self.settle();
        let schedule = self.ask("lab.experiment.runs[0].schedule");
        assert_eq!(schedule["boundaries"], json!([here]), "{schedule}");
        assert_eq!(self.losses(), before, "the past has changed");
    }

    /// A body that knows `lab` and `root`.
    fn over(&self, body: &str) -> String {
        format!(
            "const lab = document.querySelector('{}'); const root = lab?.shadowRoot; {body}",
            self.tag
        )
    }
}

/// The step that the transport bar shows, without the commas of its thousands. A bar that shows none
/// is at no step, not at step 0.
const SHOWN: &str =
    "parseInt(root.querySelector('.transport output').textContent.replace(/\\D/g, ''), 10)";

/// The ids of all labs.
pub fn all_ids(page: &Page) -> Vec<String> {
    let ids = page.run("return (await import('/downhill-elements.js')).labs.map(({ id }) => id)");
    serde_json::from_value(ids).expect("a list of ids")
}

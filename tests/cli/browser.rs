//! The page in a browser: Chromium without a window, spoken to over pipes. Skipped where there is none; with
//! `SEKIWARI_NEED_BROWSER` set its absence is a failure.

#![cfg(unix)]

use crate::args;
use crate::report::hostile;
use crate::support::{root, run};
use serde_json::{Value, json};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use tempfile::tempdir;

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// However busy the machine is.
const PATIENCE: Duration = Duration::from_secs(120);

fn find() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    NAMES.iter().flat_map(|name| folders.iter().map(move |f| f.join(name))).find(|p| p.is_file())
}

/// A browser and what it says.
struct Browser {
    child: Child,
    say: File,
    heard: Receiver<Value>,
    /// What it said without being asked.
    events: Vec<Value>,
    number: u64,
    session: Option<String>,
}

impl Browser {
    fn start(binary: &Path, dir: &Path) -> Self {
        let (to, from) = (dir.join("to"), dir.join("from"));
        assert!(Command::new("mkfifo").args([&to, &from]).status().unwrap().success());
        // The browser reads commands from descriptor 3 and answers on 4.
        let script = r#"exec "$0" --headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run \
            --disable-background-networking --disable-component-update --remote-debugging-pipe \
            --user-data-dir="$1/profile" about:blank 3<"$1/to" 4>"$1/from""#;
        let child = Command::new("sh")
            .args(["-c", script])
            .arg(binary)
            .arg(dir)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let say = File::options().write(true).open(&to).unwrap();
        let answers = File::open(&from).unwrap();
        let (tell, heard) = channel();
        std::thread::spawn(move || {
            let mut answers = BufReader::new(answers);
            let mut message = Vec::new();
            while answers.read_until(0, &mut message).is_ok_and(|n| n > 0) {
                let value = serde_json::from_slice(message.strip_suffix(&[0]).unwrap_or(&message)).unwrap();
                message.clear();
                if tell.send(value).is_err() {
                    break;
                }
            }
        });
        let mut browser = Browser { child, say, heard, events: Vec::new(), number: 0, session: None };
        let target = browser.ask("Target.createTarget", json!({ "url": "about:blank" }));
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let session = browser.ask("Target.attachToTarget", attach);
        browser.session = session["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Runtime", "Log", "Network"] {
            browser.ask(&format!("{domain}.enable"), json!({}));
        }
        browser
    }

    fn hear(&mut self) -> Value {
        self.heard.recv_timeout(PATIENCE).expect("the browser has gone silent")
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.number += 1;
        let mut message = json!({ "id": self.number, "method": method, "params": params });
        if let Some(session) = &self.session {
            message["sessionId"] = session.as_str().into();
        }
        self.say.write_all(format!("{message}\0").as_bytes()).unwrap();
        loop {
            let mut heard = self.hear();
            if heard["id"] == self.number {
                assert!(heard["error"].is_null(), "{method}: {heard}");
                return heard["result"].take();
            }
            self.events.push(heard);
        }
    }

    /// What an expression comes to in the page.
    fn value(&mut self, expression: &str) -> Value {
        let params = json!({ "expression": expression, "returnByValue": true });
        let found = self.ask("Runtime.evaluate", params);
        assert!(found["exceptionDetails"].is_null(), "{found}");
        found["result"]["value"].clone()
    }

    fn open(&mut self, page: &Path, width: u32, dark: bool) {
        let screen = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.ask("Emulation.setDeviceMetricsOverride", screen);
        let scheme = if dark { "dark" } else { "light" };
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.ask("Emulation.setEmulatedMedia", json!({ "media": "", "features": features }));
        self.events.clear();
        self.ask("Page.navigate", json!({ "url": format!("file://{}", page.display()) }));
        while !self.events.iter().any(|e| e["method"] == "Page.loadEventFired") {
            let heard = self.hear();
            self.events.push(heard);
        }
    }

    fn said(&self, method: &str) -> Vec<&Value> {
        self.events.iter().filter(|e| e["method"] == method).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // This very browser; it was started here.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Texts with too little contrast to what stands behind them (WCAG 2.1, 1.4.3: 4.5 to 1).
const FAINT: &str = r"(() => {
  const parse = c => (c.match(/[\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = e => { for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] > 0) return c; } return [255, 255, 255]; };
  const found = []; let looked = 0;
  for (const e of document.querySelectorAll('body *')) {
    if (e.closest('svg') || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    looked += 1;
    const a = light(parse(getComputedStyle(e).color)), b = light(behind(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) found.push(`${e.className || e.tagName}: ${ratio.toFixed(2)} ${e.textContent.slice(0, 20)}`);
  }
  if (looked < 100) found.push('hardly a text was looked at');
  return [...new Set(found)].slice(0, 10);
})()";

const LOST_LINKS: &str = "[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href')) \
    .filter(h => !h.startsWith('#') || !document.getElementById(h.slice(1)))";
const TWICE: &str = "(ids => ids.filter((id, i) => ids.indexOf(id) !== i))([...document.querySelectorAll('[id]')].map(e => e.id))";
const UNNAMED: &str = "[...document.querySelectorAll('[role=img], [role=region]')].filter(e => !e.getAttribute('aria-label') \
    && !document.getElementById(e.getAttribute('aria-labelledby'))?.textContent).length";

#[test]
fn the_page_is_sound_in_a_browser_on_a_desk_and_on_a_phone() {
    let Some(binary) = find() else {
        assert!(std::env::var_os("SEKIWARI_NEED_BROWSER").is_none(), "no browser among {NAMES:?}");
        eprintln!("skipped: no browser among {NAMES:?}");
        return;
    };
    let dir = tempdir().unwrap();
    let data = root().join("data");
    let (made, areas) = hostile(dir.path());
    let path = |name: &str| dir.path().join(name);
    run(args!["allocate", &made, "--out", path("soja")]).exits(0);
    run(args!["frontier", &made, "--out", path("frontier"), "--max-blocking", "2"]).exits(0);
    let scenario = made.join("new.toml");
    fs::copy(data.join("soja/scenarios/more-ones.toml"), &scenario).unwrap();
    run(args!["whatif", &made, &scenario, "--draws", "2", "--out", path("whatif")]).exits(0);
    run(args!["sufficed", &made, path("soja"), "--out", path("sufficed")]).exits(0);
    run(args![
        "report",
        path("soja"),
        path("frontier"),
        path("whatif"),
        path("sufficed"),
        "--districts",
        &areas
    ])
    .exits(0);
    run(args!["allocate", data.join("soja-clubs"), "--out", path("clubs")]).exits(0);
    run(args!["sufficed", data.join("soja-clubs"), path("clubs"), "--out", path("of-clubs")]).exits(0);
    run(args!["report", path("clubs"), path("of-clubs"), "--suppress", "5"]).exits(0);
    run(args!["allocate", data.join("soja-daily"), "--out", path("daily")]).exits(0);
    run(args!["report", path("daily"), "--lang", "en"]).exits(0);

    let mut browser = Browser::start(&binary, dir.path());
    for folder in ["soja", "clubs", "daily"] {
        let page = fs::canonicalize(path(folder).join("report.html")).unwrap();
        for (width, dark) in [(1280, false), (1280, true), (390, false), (390, true)] {
            let at = format!("{folder} at {width}, dark: {dark}");
            browser.open(&page, width, dark);
            let wide = browser.value("document.documentElement.scrollWidth");
            assert!(wide.as_u64().unwrap() <= u64::from(width), "{at}: the page is {wide} wide");
            for (what, expression) in [("links", LOST_LINKS), ("ids", TWICE), ("contrast", FAINT)] {
                let found = browser.value(expression);
                assert_eq!(found, json!([]), "{at}: {what}");
            }
            assert_eq!(browser.value(UNNAMED), 0, "{at}: drawings and boxes have names");
            assert_eq!(browser.value("document.scripts.length"), 0, "{at}");
            for method in [
                "Log.entryAdded",
                "Runtime.consoleAPICalled",
                "Runtime.exceptionThrown",
                "Page.javascriptDialogOpening",
            ] {
                assert!(browser.said(method).is_empty(), "{at}: {:?}", browser.said(method));
            }
            let asked: Vec<&str> = browser
                .said("Network.requestWillBeSent")
                .iter()
                .filter_map(|e| e["params"]["request"]["url"].as_str())
                .collect();
            assert!(asked.len() == 1 && asked[0].ends_with("/report.html"), "{at}: {asked:?}");
        }
    }
    // A name that would be a script is what people read.
    let soja = fs::canonicalize(path("soja/report.html")).unwrap();
    browser.open(&soja, 1280, false);
    let shown = browser.value("document.body.innerText.includes('<script>alert(1)</script>')");
    assert_eq!(shown, true);
    let isolated = browser.value("[...document.querySelectorAll('bdi')].every(e => getComputedStyle(e).unicodeBidi.startsWith('isolate'))");
    assert_eq!(isolated, true);
}

// Follows what `dateline serve` builds: loads the page again, and shows what is wrong with the site.
// Articles are anyone's, and errors cite them: all that is shown is put in as text.
"use strict";
(() => {
  const { pages, styles } = document.currentScript.dataset;
  const RETRY = 1000;
  const DISMISSED = "dateline-dismissed";
  let shownStyles = styles;
  let shown = "[]";
  let leaving = false;
  let news = null;

  const make = (name, className, ...children) => {
    const element = document.createElement(name);
    element.className = className;
    element.append(...children);
    return element;
  };

  // A root of its own keeps the site's styles out, and these out of the site.
  const host = document.createElement("dateline-preview");
  const root = host.attachShadow({ mode: "open" });
  const sheet = document.createElement("link");
  const notice = make("p", "notice");
  const panel = make("div", "panel");
  sheet.rel = "stylesheet";
  sheet.href = "/.dateline/reload.css";
  sheet.onload = sheet.onerror = () => { host.hidden = false; };
  host.hidden = true;
  notice.setAttribute("role", "status");
  panel.setAttribute("role", "alert");
  panel.hidden = notice.hidden = true;
  root.append(sheet, panel, notice);
  document.documentElement.append(host);

  // Storage can be switched off; then a panel that was closed is there again on the next page.
  const remember = (problems) => { try { sessionStorage.setItem(DISMISSED, problems); } catch { /* not kept */ } };
  const remembered = () => { try { return sessionStorage.getItem(DISMISSED); } catch { return null; } };

  const dismiss = () => {
    panel.hidden = true;
    remember(shown);
  };

  const described = (problem) => {
    const item = make("li", "problem");
    if (problem.place) item.append(make("code", "place", problem.place));
    item.append(make("p", "message", problem.message));
    if (problem.excerpt) item.append(make("p", "detail", "found ", make("q", "excerpt", problem.excerpt)));
    if (problem.expected) item.append(make("p", "detail", `expected ${problem.expected}`));
    if (problem.hint) item.append(make("p", "detail", problem.hint));
    return item;
  };

  const showProblems = (problems) => {
    const told = JSON.stringify(problems);
    if (told === shown) return;
    shown = told;
    panel.hidden = problems.length === 0 || told === remembered();
    if (problems.length === 0) remember("");
    const count = problems.length === 1 ? "1 error" : `${problems.length} errors`;
    const close = make("button", "close", "Close");
    close.type = "button";
    close.title = "Close (Escape)";
    close.onclick = dismiss;
    const list = make("ul", "problems", ...problems.map(described));
    list.tabIndex = 0; // so that the keyboard can scroll it
    panel.replaceChildren(make("h2", "heading", count), close, list);
  };

  const reload = () => {
    if (leaving) return;
    leaving = true;
    location.reload(); // which keeps the place that the reader is at
  };

  const swapStyles = () => {
    for (const link of document.querySelectorAll('link[rel~="stylesheet"][href]')) {
      const address = new URL(link.href);
      if (address.origin !== location.origin) continue;
      address.searchParams.set("dateline", shownStyles);
      const next = link.cloneNode();
      next.href = address.href;
      next.onload = () => link.remove();
      next.onerror = reload;
      link.after(next);
    }
  };

  const follow = (state) => {
    if (state.pages !== pages) {
      reload();
      return;
    }
    if (state.styles !== shownStyles) {
      shownStyles = state.styles;
      swapStyles();
    }
    notice.hidden = !state.building;
    notice.textContent = state.building ? "Building…" : "";
    showProblems(state.problems);
  };

  // A browser has few connections to one server, so pages that nobody sees hold none.
  const listen = () => {
    if (news || document.visibilityState !== "visible") return;
    const source = new EventSource("/.dateline/news");
    news = source;
    source.onmessage = (message) => follow(JSON.parse(message.data));
    source.onerror = () => {
      if (source.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
      if (news === source) news = null;
      setTimeout(listen, RETRY);
    };
  };
  const rest = () => {
    news?.close();
    news = null;
  };

  document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? listen() : rest()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !panel.hidden) dismiss();
  });
  listen();
})();

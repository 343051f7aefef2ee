// The query editor over the plain form of the query page; without it the form works as it is.
"use strict";
(function () {
  const form = document.getElementById("asking");
  if (!form || typeof Yasgui === "undefined") return;
  const { Yasqe, Yasr } = Yasgui;
  const area = document.getElementById("query");
  const base = form.dataset.base;
  const endpoint = new URL(form.dataset.endpoint, location.href).href;
  const status = document.getElementById("status");
  const vocabulary = fetch(form.dataset.terms).then((answer) => answer.json());

  // Completion: what is typed is sought in full names and in local names of our own vocabulary.
  function known(kind) {
    return async function (_editor, token) {
      const typed = (token && (token.autocompletionString || token.string)) || "";
      const terms = (await vocabulary)[kind];
      const low = typed.toLowerCase();
      const first = terms.filter(([iri]) => iri.startsWith(typed));
      const found = first.length || !typed ? first : terms.filter(([iri, name]) =>
        iri.split(/[#/]/).pop().toLowerCase().startsWith(low) || name.toLowerCase().startsWith(low));
      return found.slice(0, 100).map(([iri]) => iri);
    };
  }
  let prefixes = {};
  function short(_editor, token, iri) {
    for (const [prefix, space] of Object.entries(prefixes)) {
      if (iri.startsWith(space) && /^[\w-]+$/.test(iri.slice(space.length))) return prefix + ":" + iri.slice(space.length);
    }
    return "<" + iri + ">";
  }
  const completers = Yasqe.Autocompleters;
  Object.assign(completers.prefixes, {
    get: async () => Object.entries((await vocabulary).prefixes).map(([prefix, iri]) => prefix + ": <" + iri + ">"),
    persistenceId: null,
  });
  Object.assign(completers.class, { get: known("classes"), postProcessSuggestion: short, autoShow: true });
  Object.assign(completers.property, { get: known("properties"), postProcessSuggestion: short, autoShow: true });
  Yasqe.registerAutocompleter({
    name: "concept",
    bulk: false,
    autoShow: true,
    isValidCompletionPosition: (editor) => /^(act|intensity|level):/.test(editor.getCompleteToken().string),
    preProcessToken: completers.property.preProcessToken,
    postProcessSuggestion: short,
    get: known("concepts"),
  }, false);

  const editor = new Yasqe(form.querySelector(".editor"), {
    value: area.value,
    autocompleters: ["prefixes", "variables", "property", "class", "concept"],
    persistenceId: null,
    createShareableLink: null,
    consumeShareLink: null,
    showQueryButton: false,
    resizeable: false,
    viewportMargin: Infinity,
    extraKeys: { "Ctrl-Enter": run, "Cmd-Enter": run, "Ctrl-Space": (shown) => shown.autocomplete() },
    requestConfig: { endpoint },
  });
  editor.getInputField().setAttribute("aria-label", "Query");
  form.classList.add("enhanced");
  vocabulary.then((found) => { prefixes = found.prefixes; });

  // What stands beside the query follows it: the link, and how programs ask it.
  const link = document.getElementById("link");
  const curl = document.getElementById("curl");
  const python = document.getElementById("python");
  const program = python ? ["query = ", /\n(form|store) = /].map((mark, place) => {
    const words = python.textContent;
    if (!place) return words.slice(0, words.indexOf(mark) + mark.length);
    return words.slice([...words.matchAll(new RegExp(mark, "g"))].pop().index);
  }) : [];
  function follow() {
    area.value = editor.getValue();
    link.href = address();
    const end = /^END$/m.test(area.value) ? "END_OF_QUERY" : "END";
    if (curl) curl.textContent = `curl -H 'Accept: text/csv' --data-urlencode query@- ${endpoint} <<'${end}'\n${area.value.trimEnd()}\n${end}`;
    const plain = !/"""|\\|"$/.test(area.value);
    const [before, after] = program;
    if (python) python.textContent = before + (plain ? `"""${area.value}"""` : JSON.stringify(area.value)) + after;
  }
  function address() {
    const place = new URL(form.getAttribute("action"), location.href);
    place.search = new URLSearchParams({ query: editor.getValue() });
    return place.href;
  }
  editor.on("change", follow);

  // The answer: from the endpoint, or from whoever a static site has put in its place.
  async function fromEndpoint(query) {
    const answer = await fetch(endpoint, {
      method: "POST",
      headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, application/n-triples;q=0.9" },
      body: query,
    });
    const text = await answer.text();
    return { status: answer.status, contentType: answer.headers.get("Content-Type") || "", text };
  }
  const ask = window.stancegraphOffline ? window.stancegraphOffline.ask : fromEndpoint;
  const section = document.getElementById("answer");
  let shown = null;
  let turn = 0;
  async function run() {
    const mine = ++turn;
    status.textContent = "Running …";
    const began = performance.now();
    let answer;
    try {
      answer = await ask(editor.getValue(), editor.getQueryType(), (words) => { status.textContent = words; });
    } catch (fault) {
      answer = { status: 0, contentType: "text/plain", text: "no answer: " + fault.message };
    }
    if (mine !== turn) return;
    history.replaceState(null, "", address());
    status.textContent = answer.status === 200 ? "Done" : "";
    show(answer, performance.now() - began);
  }
  function show(answer, milliseconds) {
    section.hidden = false;
    section.replaceChildren();
    const heading = section.appendChild(document.createElement("h2"));
    heading.id = "answer-heading";
    heading.textContent = "Answer";
    const place = section.appendChild(document.createElement("div"));
    if (answer.status !== 200) {
      place.className = "warning";
      place.setAttribute("role", "alert");
      place.textContent = fault(answer);
      return;
    }
    Yasr.plugins.table.defaults.openIriInNewWindow = false;
    shown = new Yasr(place, { persistenceId: null, prefixes: () => ({ ...prefixes, id: base }) });
    shown.on("drawn", () => home(place));
    shown.setResponse({ data: answer.text, contentType: answer.contentType, status: 200, executionTime: Math.round(milliseconds) });
  }
  function fault(answer) {
    try {
      return JSON.parse(answer.text).detail;
    } catch {
      return answer.text;
    }
  }
  // Links to things of the data lead to this site, whatever name they are known by elsewhere.
  function home(place) {
    const lead = () => {
      for (const anchor of place.querySelectorAll("a.iri")) {
        const iri = anchor.getAttribute("href");
        anchor.removeAttribute("target");
        if (iri.startsWith(base)) anchor.href = new URL(form.dataset.root + iri.slice(base.length) + form.dataset.ending, location.href);
      }
    };
    lead();
    new MutationObserver(lead).observe(place, { childList: true, subtree: true });
  }
  form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
  follow();
  if (window.stancegraphOffline) window.stancegraphOffline.begin(editor, run);
})();

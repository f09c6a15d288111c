// What pages gain with JavaScript. Every journey can be finished without this file.
(() => {
  "use strict";
  const doc = document;
  const user = doc.body.dataset.user;
  const PREFIX = "draf:";
  const KEEP = 14 * 864e5;
  const pending = new Set(); // forms with typed text that is not yet copied
  const all = (root, selector) => [...root.querySelectorAll(selector)];
  const clock = (at) => new Date(at).toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit" });
  const say = (element, text) => element && element.textContent !== text && (element.textContent = text);
  const make = (tag, className, text, parent) => {
    const element = doc.createElement(tag);
    element.className = className;
    element.textContent = text;
    parent.append(element);
    return element;
  };

  // --- Local copies of typed text: per person and form, never passwords or files ---

  const stores = () => [localStorage, sessionStorage];
  const storeOf = (form) => (form.dataset.draftStore === "session" ? sessionStorage : localStorage);
  const keyOf = (form) => `${PREFIX}${user}:${form.dataset.draft}`;
  const attempt = (act) => {
    try {
      return act();
    } catch {
      return null; // storage switched off or full: the page works on without copies
    }
  };
  const forget = (test) =>
    attempt(() =>
      stores().forEach((store) =>
        Object.keys(store).forEach((key) => key.startsWith(PREFIX) && test(key, store) && store.removeItem(key)),
      ),
    );
  const typed = (form) =>
    [...form.elements].filter((e) => e.name && !/^(hidden|password|file|submit|button|fieldset|output)$/.test(e.type));
  const read = (form) =>
    typed(form).map((e) => [e.name, /radio|checkbox/.test(e.type) ? [e.value, e.checked] : e.value]);
  const restore = (form, values) => {
    const rest = typed(form);
    values.forEach(([name, value]) => {
      const isChoice = Array.isArray(value);
      const index = rest.findIndex((e) => e.name === name && (!isChoice || e.value === value[0]));
      if (index < 0) return;
      const [element] = rest.splice(index, 1);
      if (isChoice) element.checked = value[1];
      else element.value = value;
      if (value && !isChoice) (element.closest("details") || {}).open = true;
    });
    form.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const keep = (form) => {
    const at = Date.now();
    const done = attempt(() => {
      storeOf(form).setItem(keyOf(form), JSON.stringify({ at, values: read(form) }));
      return true;
    });
    if (!done) return;
    pending.delete(form);
    const status = form.querySelector("[data-draft-status]") || make("p", "save-status", "", form);
    status.setAttribute("role", "status");
    status.dataset.draftStatus = "";
    say(status, `Tersimpan di perangkat ini pukul ${clock(at)}.`);
  };
  const offer = (form, draft) => {
    const bar = make("div", "draft-bar", "", form);
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", "Draf di perangkat ini");
    form.prepend(bar);
    const day = new Date(draft.at).toLocaleDateString("id-ID", { day: "numeric", month: "long" });
    make("p", "", `Ada tulisan yang belum terkirim, dari ${day} pukul ${clock(draft.at)}.`, bar);
    [["Pulihkan", () => restore(form, draft.values)], ["Buang draf", () => forget((key) => key === keyOf(form))]].forEach(
      ([word, act]) => {
        const button = make("button", "button button-2", word, bar);
        button.type = "button";
        button.addEventListener("click", () => {
          act();
          bar.remove();
          (typed(form)[0] || form).focus();
        });
      },
    );
  };
  const watch = (form) => {
    const saved = attempt(() => storeOf(form).getItem(keyOf(form)));
    const draft = saved && attempt(() => JSON.parse(saved));
    const shown = read(form).map(String);
    if (draft && draft.values.some((value) => !shown.includes(String(value)))) offer(form, draft);
    let timer;
    form.addEventListener("input", () => {
      pending.add(form);
      clearTimeout(timer);
      timer = setTimeout(keep, 800, form);
    });
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      keep(form);
      pending.delete(form);
    });
  };
  addEventListener("pagehide", () => pending.forEach(keep));
  addEventListener("beforeunload", (event) => {
    pending.forEach(keep);
    if (pending.size) event.preventDefault();
  });
  forget((key, store) => !(Date.now() - (attempt(() => JSON.parse(store.getItem(key)).at) || 0) < KEEP));

  // --- Length of a text, size of a file ---

  const count = (area) => {
    const left = area.dataset.limit - [...area.value].length;
    const note = area.nextElementSibling?.matches(".counter") ? area.nextElementSibling : make("p", "hint counter", "", area.parentNode);
    if (note.previousElementSibling !== area) area.after(note);
    note.setAttribute("role", "status");
    if (left > area.dataset.limit / 5) say(note, "");
    else say(note, left < 0 ? `Terlalu panjang ${-left} huruf.` : `Masih muat ${left} huruf.`);
  };
  const measure = (input) => {
    const note = input.nextElementSibling || make("p", "hint", "", input.parentNode);
    const sizes = [...input.files].map((f) => `${f.name}: ${(f.size / 1048576).toLocaleString("id-ID", { maximumFractionDigits: 1 })} MB`);
    note.setAttribute("role", "status");
    say(note, sizes.join(", "));
  };

  // --- Once per page, and again for what htmx brings in ---

  const start = (root) => {
    all(root, "[data-draft-saved]").forEach((e) => {
      const ids = e.dataset.draftSaved.split(" ").map((id) => `${PREFIX}${user}:${id}`);
      forget((key) => ids.includes(key));
    });
    if (user) all(root, "form[data-draft]").concat(root.matches?.("form[data-draft]") ? root : []).forEach(watch);
    all(root, "textarea[data-limit]").forEach((area) => {
      let timer;
      area.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(count, 600, area);
      });
    });
    all(root, "input[type=file]").forEach((input) => input.addEventListener("change", () => measure(input)));
    root.querySelector(".error-summary")?.focus();
  };
  start(doc);
  doc.addEventListener("htmx:load", (event) => event.detail.elt !== doc.body && start(event.detail.elt));

  // --- Buttons rest while their request is under way ---

  const wake = () => all(doc, "[data-resting]").forEach((b) => (delete b.dataset.resting, (b.disabled = false)));
  doc.addEventListener("submit", (event) => {
    if (event.target.matches("[data-logout]")) forget((key) => key.startsWith(`${PREFIX}${user}:`));
    const button = event.submitter;
    if (!navigator.onLine && !event.defaultPrevented) {
      event.preventDefault(); // the browser's own page would take the chosen files away
      return say(network, "Tidak ada jaringan. Tulisan dan berkas Anda tetap di halaman ini; kirim lagi setelah tersambung.");
    }
    if (event.defaultPrevented || !button) return;
    setTimeout(() => {
      button.disabled = true;
      button.dataset.resting = "";
    });
    setTimeout(wake, 1e4);
  });
  addEventListener("pageshow", wake);

  // --- Menus close by Escape and by a click elsewhere ---

  const shut = (except) => all(doc, "details.menu[open]").forEach((menu) => menu !== except && (menu.open = false));
  doc.addEventListener("click", (event) => {
    shut(event.target.closest("details.menu"));
    if (event.target.closest("[data-print]")) print();
  });
  doc.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && doc.querySelector("details.menu[open]");
    if (!menu) return;
    shut();
    menu.firstElementChild.focus();
  });

  // --- Network ---

  const network = doc.querySelector("[data-network]");
  const offline = () => say(network, "Tidak ada jaringan. Anda tetap bisa menulis.");
  addEventListener("offline", offline);
  addEventListener("online", () => say(network, ""));
  if (!navigator.onLine) offline();
  ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach((name) =>
    doc.addEventListener(name, () => say(network, "Belum terkirim. Tulisan Anda masih di sini; coba lagi sebentar.")),
  );
  doc.addEventListener("htmx:afterOnLoad", () => say(network, ""));

  // --- Warning five minutes before the session ends ---

  const dialog = doc.getElementById("sesi");
  const seconds = +doc.body.dataset.sessionSeconds;
  if (dialog && seconds) {
    let end;
    const renew = () => (end = Date.now() + seconds * 1e3);
    const check = () => {
      if (Date.now() > end - 3e5 && !dialog.open) dialog.showModal();
    };
    const over = () => {
      end = Infinity;
      say(dialog.querySelector("p"), "Sesi sudah berakhir. Kirim saja tulisan Anda; setelah masuk lagi, tulisan itu diteruskan.");
      say(dialog.querySelector("button"), "Tutup");
    };
    renew();
    setInterval(check, 3e4);
    doc.addEventListener("visibilitychange", check);
    doc.addEventListener("htmx:afterOnLoad", renew);
    dialog.querySelector("[data-stay]").addEventListener("click", () =>
      fetch("/sesi/").then((answer) => {
        if (end === Infinity) return dialog.close();
        if (answer.redirected || !answer.ok) return over();
        renew();
        dialog.close();
      }, offline),
    );
  }
})();

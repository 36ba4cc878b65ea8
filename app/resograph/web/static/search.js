// What is found while words are typed, under every field of search. Without this script the form asks for the page.
"use strict";
{
  const WAIT = 150, LEAST = 2, MOST = 8;

  const start = (form) => {
    const field = form.elements.namedItem("q");
    const list = document.createElement("ul");
    list.className = "typing";
    list.id = `typing-${field.id || "top"}`;
    list.hidden = true;
    for (const [name, value] of [["role", "listbox"], ["aria-label", form.dataset.typing]]) list.setAttribute(name, value);
    field.after(list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) field.setAttribute(name, value);
    let timer = 0, asked = 0, chosen = -1;

    const close = () => {
      list.hidden = true;
      chosen = -1;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    };

    const choose = (place) => {
      const rows = [...list.children];
      chosen = (place + rows.length) % rows.length;
      rows.forEach((row, here) => row.setAttribute("aria-selected", String(here === chosen)));
      rows[chosen].scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", rows[chosen].id);
    };

    const row = (way, symbol, pieces, language) => {
      const made = document.createElement("li");
      made.setAttribute("role", "option");
      made.setAttribute("aria-selected", "false");
      made.dataset.way = way;
      const name = document.createElement("span");
      name.className = "symbol";
      name.dir = "ltr";
      name.textContent = symbol;
      made.append(name);
      const said = document.createElement("span");
      said.dir = "auto";
      if (language) said.lang = language;
      for (const piece of pieces) {
        const words = document.createElement(piece.match ? "mark" : "span");
        words.textContent = piece.text;
        said.append(words);
      }
      made.append(said);
      return made;
    };

    const show = (found) => {
      const root = new URL(".", form.action);
      const base = found.base.length;
      const straight = found.documents.map((address) => row(new URL(address.slice(base), root), address.slice(base), [], ""));
      const others = found.results.map((one) => {
        const words = one.snippet.length ? one.snippet : one.heading.length ? one.heading : [{ text: one.title }];
        const symbol = one.part ? `${one.document}~${one.part}` : one.document;
        return row(new URL(`${one.language}/${symbol}`, root), symbol, words, one.language);
      });
      list.replaceChildren(...straight, ...others);
      [...list.children].forEach((one, here) => { one.id = `${list.id}-${here}`; });
      list.hidden = !list.children.length;
      field.setAttribute("aria-expanded", String(!list.hidden));
      chosen = -1;
    };

    const ask = async () => {
      const words = field.value.trim(), mine = ++asked;
      if ([...words].length < LEAST) { close(); return; }
      const language = form.elements.namedItem("lang")?.value ?? "";
      const way = `${form.action}?${new URLSearchParams({ q: words, lang: language, limit: MOST })}`;
      const answer = await fetch(way, { headers: { Accept: "application/json" } });
      if (answer.ok && mine === asked) show(await answer.json());
    };

    field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      else if (list.hidden) return;
      else if (event.key === "ArrowDown") choose(chosen + 1);
      else if (event.key === "ArrowUp") choose(chosen < 0 ? -1 : chosen - 1);
      else if (event.key === "Enter" && chosen >= 0) window.location.assign(list.children[chosen].dataset.way);
      else return;
      event.preventDefault();
    });
    list.addEventListener("pointerdown", (event) => {
      const one = event.target.closest("li");
      if (one) { event.preventDefault(); window.location.assign(one.dataset.way); }
    });
    field.addEventListener("blur", () => { asked += 1; clearTimeout(timer); close(); });
  };

  document.querySelectorAll("form[data-typing]").forEach(start);
}

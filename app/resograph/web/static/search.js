// Documents and things that may be meant while words are typed, under every field of search. Without this script the form asks for the page.
"use strict";
{
  const WAIT = 120, MOST = 8;

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

    const row = (way, name, detail) => {
      const made = document.createElement("li");
      made.setAttribute("role", "option");
      made.setAttribute("aria-selected", "false");
      made.dataset.way = way;
      for (const [kind, text] of [["name", name], ["detail", detail]]) {
        const said = document.createElement("span");
        said.className = kind;
        said.dir = "auto";
        said.textContent = text;
        made.append(said);
      }
      return made;
    };

    const show = (found, words) => {
      const root = new URL(".", form.action);
      const rows = found.suggestions.map((one) => row(new URL(one.path, root), one.name, one.detail));
      const whole = `${form.action}?${new URLSearchParams(new FormData(form))}`;
      list.replaceChildren(...rows, row(whole, words, form.dataset.whole));
      [...list.children].forEach((one, here) => { one.id = `${list.id}-${here}`; });
      list.hidden = false;
      field.setAttribute("aria-expanded", "true");
      chosen = -1;
    };

    const ask = async () => {
      const words = field.value.trim(), mine = ++asked;
      if (![...words].length) { close(); return; }
      const way = new URL(`suggest?${new URLSearchParams({ q: words, lang: document.documentElement.lang, limit: MOST })}`, form.action);
      const answer = await fetch(way, { headers: { Accept: "application/json" } });
      if (answer.ok && mine === asked) show(await answer.json(), words);
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

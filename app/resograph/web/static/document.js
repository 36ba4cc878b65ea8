// Buttons that copy an address or a citation, and a card at each citation. Without this script links do the same.
"use strict";
{
  const said = document.currentScript.dataset;

  const button = (label, text) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text);
      made.textContent = said.copied;
      setTimeout(() => { made.textContent = label; }, 1500);
    });
    return made;
  };

  // Pages link relatively; below the base, and without its language, a link is an address.
  const pathOf = (link) => decodeURIComponent(link.getAttribute("href").replace(said.base, "").replace(/^(?:\.{1,2}\/)*/, ""));

  for (const link of document.querySelectorAll("a[data-cite]")) {
    const address = said.base + pathOf(link).replace(/^[a-z]{2}\//, "");
    link.parentElement.append(button(said.address, address), button(said.citation, link.dataset.cite));
  }

  const show = (link) => {
    const row = document.getElementById("card-" + pathOf(link));
    if (!row) return;
    hide();
    const card = document.createElement("div");
    card.className = "card";
    card.setAttribute("role", "tooltip");
    card.id = "card";
    for (const cell of row.cells) {
      if (!cell.textContent.trim()) continue;
      const line = document.createElement("p");
      line.dir = "auto";
      line.textContent = cell.textContent;
      card.append(line);
    }
    const box = link.getBoundingClientRect();
    document.body.append(card);
    link.setAttribute("aria-describedby", "card");
    const left = Math.max(8, Math.min(box.left, innerWidth - card.offsetWidth - 8));
    card.style.setProperty("left", `${left + scrollX}px`);
    card.style.setProperty("top", `${box.bottom + scrollY + 6}px`);
  };
  const hide = () => {
    document.getElementById("card")?.remove();
    document.querySelector("[aria-describedby=card]")?.removeAttribute("aria-describedby");
  };
  for (const link of document.querySelectorAll("a.cites")) {
    link.addEventListener("mouseenter", () => show(link));
    link.addEventListener("focus", () => show(link));
    link.addEventListener("mouseleave", hide);
    link.addEventListener("blur", hide);
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}

// Draws beside each table that names itself in `data-table` what its cells say. The table stays:
// it is what is read without scripts, and by whoever cannot see the picture.

import { BarChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

echarts.use([BarChart, GridComponent, TooltipComponent, LegendComponent, AriaComponent, CanvasRenderer]);

const MOST = 12;
const LINE = 34;
const drawn = [];

const words = (cell) => cell.textContent.trim();

function read(table) {
  const heads = [...table.querySelectorAll("thead th")].map(words);
  const rows = [...table.querySelectorAll("tbody tr")].slice(0, MOST);
  const columns = rows.length ? [...rows[0].cells].map((cell, at) => at).filter((at) => "value" in rows[0].cells[at].dataset) : [];
  return {
    names: rows.map((row) => words(row.querySelector("th"))),
    series: columns.map((at) => ({ name: heads[at], values: rows.map((row) => Number(row.cells[at].dataset.value)) })),
  };
}

function colours() {
  const style = getComputedStyle(document.documentElement);
  const named = (name, otherwise) => style.getPropertyValue(name).trim() || otherwise;
  return {
    text: getComputedStyle(document.body).color,
    size: Math.round(parseFloat(getComputedStyle(document.body).fontSize) * 0.8),
    line: named("--bs-border-color", "#ccc"),
    bars: [named("--kq-accent", "#0b6e6e"), named("--bs-success", "#198754"), named("--bs-warning", "#b58100")],
  };
}

function draw(place) {
  const said = read(document.getElementById(place.dataset.table));
  const names = said.names;
  const series = said.series;
  if (!names.length || !series.length) return;
  const look = colours();
  const text = look.text;
  const style = { color: text, fontSize: look.size };
  place.hidden = false;
  place.style.height = `${names.length * LINE * Math.max(1, series.length * 0.7) + 70}px`;
  const chart = echarts.init(place);
  chart.setOption({
    aria: { enabled: true, decal: { show: series.length > 1 } },
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    color: look.bars,
    textStyle: { ...style, fontFamily: getComputedStyle(document.body).fontFamily },
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, renderMode: "richText" },
    legend: series.length > 1 ? { top: 0, textStyle: style } : undefined,
    grid: { left: 8, right: 48, top: series.length > 1 ? 36 : 8, bottom: 8, containLabel: true },
    xAxis: { type: "value", minInterval: 1, axisLabel: style, splitLine: { lineStyle: { color: look.line } } },
    yAxis: { type: "category", inverse: true, data: names, axisLabel: { ...style, width: 10 * look.size, overflow: "truncate" }, axisLine: { lineStyle: { color: look.line } } },
    series: series.map((one) => ({ type: "bar", name: one.name, data: one.values, barMaxWidth: 22, label: { show: true, position: "right", ...style } })),
  });
  drawn.push(chart);
}

function drawAll() {
  drawn.splice(0).forEach((chart) => chart.dispose());
  for (const place of document.querySelectorAll("[data-chart]")) draw(place);
}

drawAll();
// Colours are read when a chart is drawn, and many devices turn dark in the evening.
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
window.addEventListener("resize", () => drawn.forEach((chart) => chart.resize()));

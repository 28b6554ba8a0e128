'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const style = getComputedStyle(document.documentElement);
const colour = (name) => style.getPropertyValue(`--${name}`).trim();
const brief = (value) =>
  typeof value === 'number' ? value.toLocaleString('en', { maximumFractionDigits: 2 }) : value === 'NaN' ? '–' : 'never';
const element = (parent, tag, text, className) => {
  const made = parent.appendChild(document.createElement(tag));
  made.textContent = text ?? '';
  if (className) made.className = className;
  return made;
};
const all = (row) => Object.values(row.violations).reduce((sum, count) => sum + count, 0);
const kept = (figure) => figure.bound === null || (typeof figure.value === 'number' && figure.value <= figure.bound);
const passed = (row) => row.skipped !== null || (all(row) === 0 && row.figures.every(kept));
const tried = data.rows.filter((row) => row.skipped === null);

document.getElementById('when').textContent = new Date(data.startedAt).toLocaleString();
const figure = (value, label, bad) => {
  const box = element(document.getElementById('figures'), 'div');
  element(box, 'b', value, bad ? 'bad' : '');
  element(box, 'span', label);
};
const total = (kind) => tried.reduce((sum, row) => sum + (row.violations[kind] ?? 0), 0);
figure(`${tried.filter(passed).length} of ${tried.length}`, 'faults within their bounds', !tried.every(passed));
figure(brief(tried.reduce((sum, row) => sum + row.signals, 0)), 'signals checked');
for (const kind of ['LOST', 'DOUBLED', 'REORDERED', 'GHOST']) {
  figure(brief(total(kind)), kind === 'GHOST' ? 'ghosts' : kind.toLowerCase(), total(kind) > 0);
}

const table = document.getElementById('faults');
const head = element(table, 'tr');
for (const name of ['Fault', '#', 'Signals', 'Lost', 'Doubled', 'Reordered', 'Ghosts', 'Other', 'Measured', 'Verdict']) {
  element(head, 'th', name);
}
for (const row of data.rows) {
  const line = element(table, 'tr');
  const of = (kind) => row.violations[kind] ?? 0;
  const shown = of('LOST') + of('DOUBLED') + of('REORDERED') + of('GHOST');
  const cells = [row.signals, of('LOST'), of('DOUBLED'), of('REORDERED'), of('GHOST'), all(row) - shown];
  element(line, 'td', row.fault).title = row.bound;
  element(line, 'td', row.number);
  cells.forEach((count, index) => {
    element(line, 'td', brief(count), index > 0 && count > 0 ? 'bad' : '');
  });
  const measured = element(line, 'td');
  for (const one of row.figures) {
    const values = one.values > 1 ? `${brief(one.p50)} / ${brief(one.p95)} / ${brief(one.max)}` : brief(one.max);
    const bound = one.bound === null ? '' : ` (${one.held} ≤ ${brief(one.bound)})`;
    if (one.held === 'holds') {
      element(measured, 'div', `${one.name}: ${kept(one) ? 'yes' : 'NO'}`, kept(one) ? '' : 'bad');
      continue;
    }
    element(measured, 'div', `${one.name}: ${values} ${one.unit}${bound}`, kept(one) ? '' : 'bad');
  }
  for (const sentence of row.sentences) element(measured, 'div', sentence, 'bad');
  for (const trace of row.traces) element(measured, 'div', `log: ${trace}`);
  element(line, 'td', row.skipped ? `skipped: ${row.skipped}` : passed(row) ? 'ok' : 'FAILED', passed(row) ? '' : 'bad');
}

Chart.defaults.color = colour('faint');
Chart.defaults.borderColor = colour('line');
Chart.defaults.font.family = 'system-ui, sans-serif';
Chart.defaults.animation = false;
Chart.defaults.maintainAspectRatio = false;
Chart.defaults.datasets.line.pointRadius = 0;
Chart.defaults.datasets.line.borderWidth = 2;

/** Shades the time of the fault. */
const shade = (row) => ({
  id: 'fault',
  beforeDatasetsDraw({ ctx, chartArea, scales }) {
    const from = scales.x.getPixelForValue(row.begin);
    const to = scales.x.getPixelForValue(Math.max(row.end, row.begin + 0.2));
    ctx.save();
    ctx.fillStyle = 'rgba(224, 60, 50, .16)';
    ctx.fillRect(from, chartArea.top, to - from, chartArea.height);
    ctx.restore();
  },
});
const series = (label, points, colourOf, axis) => ({
  label,
  data: points,
  borderColor: colourOf,
  backgroundColor: colourOf,
  yAxisID: axis,
});
for (const row of tried) {
  const box = element(document.getElementById('plots'), 'figure');
  const caption = element(box, 'figcaption', row.fault);
  element(caption, 'small', `${row.bound}; the fault is shaded`);
  const canvas = element(element(box, 'div', '', 'canvas'), 'canvas');
  const points = (field) => row.seconds.map((second) => ({ x: second.second, y: second[field] }));
  new Chart(canvas, {
    type: 'line',
    plugins: [shade(row)],
    data: {
      datasets: [
        series('accepted/s', points('accepted'), '#2f7ed8', 'y'),
        series('delivered/s', points('delivered'), '#2e9e5b', 'y'),
        series('p99, ms', points('p99'), '#e07b00', 'late'),
      ],
    },
    options: {
      scales: {
        x: { type: 'linear', title: { display: true, text: 'seconds' } },
        y: { beginAtZero: true, title: { display: true, text: 'signals/s' } },
        late: { position: 'right', beginAtZero: true, grid: { display: false }, title: { display: true, text: 'ms' } },
      },
    },
  });
}

'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const style = getComputedStyle(document.documentElement);
const colour = (name) => style.getPropertyValue(`--${name}`).trim();
const palette = ['#2f7ed8', '#e07b00', '#2e9e5b', '#9b51e0', '#d6336c', '#0f9fb5', '#8d6e00', '#6b7785'];
const number = (value, digits = 0) =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const brief = (value) => value.toLocaleString('en', { maximumFractionDigits: 2 });
const millis = (value) => number(value, value < 10 ? 2 : value < 100 ? 1 : 0);
const latency = (name) => data.latencies.find((one) => one.name === name);
const element = (parent, tag, text, className) => {
  const made = parent.appendChild(document.createElement(tag));
  made.textContent = text ?? '';
  if (className) made.className = className;
  return made;
};

document.getElementById('when').textContent = `${new Date(data.startedAt).toLocaleString()}, the first ${data.warmupSeconds} s of load are warm-up: in the plots over time, in no other figure of latency or rate`;

for (const limit of data.thresholds) {
  const broken = !(limit.seen <= limit.limit);
  element(
    document.getElementById('limits'),
    'p',
    `${broken ? 'Broken' : 'Kept'}: ${limit.name} at most ${brief(limit.limit)}, measured ${typeof limit.seen === 'number' ? brief(limit.seen) : 'nothing'}`,
    broken ? 'broken' : '',
  );
}

const figures = document.getElementById('figures');
const figure = (value, label, bad) => {
  const box = element(figures, 'div');
  element(box, 'b', value, bad ? 'bad' : '');
  element(box, 'span', label);
};
figure(number(data.signalsPerSecond), 'signals/s delivered');
figure(`${millis(latency('delivered').p50)} ms`, 'delivery, median');
figure(`${millis(latency('delivered').p99)} ms`, 'delivery, 99 %');
figure(number(Math.max(0, ...data.seconds.map((s) => s.connected))), 'sockets at most');
figure(number(data.counts.delivered), `delivered of ${number(data.counts.offered)} offered`);
figure(number(data.counts.errors), 'errors', data.counts.errors > 0);
if (data.cpuMicrosPerSignal !== null) figure(`${number(data.cpuMicrosPerSignal)} µs`, 'CPU of all nodes a signal');

Chart.defaults.color = colour('faint');
Chart.defaults.borderColor = colour('line');
Chart.defaults.font.family = 'system-ui, sans-serif';
Chart.defaults.animation = false;
Chart.defaults.maintainAspectRatio = false;
Chart.defaults.datasets.line.pointRadius = 0;
Chart.defaults.datasets.line.borderWidth = 2;
Chart.defaults.interaction = { mode: 'nearest', axis: 'x', intersect: false };
Chart.defaults.plugins.legend.labels.boxWidth = 14;
Chart.defaults.plugins.legend.labels.boxHeight = 2;

const plot = (title, note, config) => {
  const box = element(document.getElementById('plots'), 'figure');
  const caption = element(box, 'figcaption', title);
  element(caption, 'small', note);
  new Chart(element(element(box, 'div', '', 'canvas'), 'canvas'), config);
};
const line = (label, points, index, more = {}) => ({
  label,
  data: points,
  borderColor: palette[index % palette.length],
  backgroundColor: palette[index % palette.length],
  ...more,
});
const begin = Math.min(0, ...data.seconds.map((s) => s.second));
const end = Math.max(1, ...data.seconds.map((s) => s.second + 1));
const overTime = (unit, y = {}) => ({
  scales: {
    x: { type: 'linear', min: begin, max: end, title: { display: true, text: 'seconds since the load began' } },
    y: { beginAtZero: true, title: { display: true, text: unit }, ...y },
  },
});
const series = (field) => data.seconds.map((s) => ({ x: s.second + 1, y: s[field] }));

/** The axis of HdrHistogram: 90 %, 99 %, 99.9 % at equal distances. */
const nines = (point) => ({ x: 100 / (100 - Math.min(point.percentile, 99.9999)), y: point.millis });
const nineLabel = (x) => `${Number((100 - 100 / x).toPrecision(6))} %`;
const curve = (name) => {
  const { curve: points, count } = latency(name);
  return points.filter((p) => 100 / (100 - p.percentile) <= count).map(nines);
};
plot('Latency by percentile', 'so many signals took at most so long; from when each was due', {
  type: 'line',
  data: {
    datasets: [
      line('delivered to the recipient', curve('delivered'), 0),
      line('accepted, told to the sender', curve('accepted'), 1),
      line('sent late by the generator itself', curve('generator late'), 7, { borderDash: [4, 4] }),
    ],
  },
  options: {
    scales: {
      x: {
        type: 'logarithmic',
        min: 1,
        ticks: { maxRotation: 0, callback: (x) => (Math.abs(Math.log10(x) % 1) < 1e-9 || x === 2 ? nineLabel(x) : null) },
        title: { display: true, text: 'percentile' },
      },
      y: { type: 'logarithmic', title: { display: true, text: 'ms' }, ticks: { callback: decades } },
    },
    plugins: { tooltip: { callbacks: { title: ([item]) => nineLabel(item.parsed.x) } } },
  },
});
plot('Latency over time', 'of the signals delivered in each second', {
  type: 'line',
  data: {
    datasets: [
      line('median', series('p50').filter((p) => p.y > 0), 0),
      line('99 %', series('p99').filter((p) => p.y > 0), 4),
    ],
  },
  options: overTime('ms', { type: 'logarithmic', beginAtZero: false, ticks: { callback: decades } }),
});
plot('Throughput', 'signals in each second', {
  type: 'line',
  data: {
    datasets: [
      line('offered', series('offered'), 7, { borderDash: [4, 4] }),
      line('accepted', series('accepted'), 1),
      line('delivered', series('delivered'), 0),
    ],
  },
  options: overTime('signals/s'),
});
plot('Sockets', 'with an open session, and peers in their rooms', {
  type: 'line',
  data: { datasets: [line('connected', series('connected'), 2), line('in rooms', series('members'), 3, { borderDash: [6, 6] })] },
  options: overTime('sockets', { grace: '10%', ticks: { precision: 0 } }),
});
if (data.nodes.length > 0) {
  const nodes = (pick) => data.nodes.map((node, i) => line(node.name, node.samples.slice(1).map((s) => ({ x: s.at, y: pick(s) })), i));
  plot('CPU', 'of each node’s process, its JIT compiler left out', {
    type: 'line',
    data: { datasets: nodes((s) => s.cores) },
    options: overTime('cores'),
  });
  plot('Memory', 'of each node’s process in RAM; a JVM gives little back', {
    type: 'line',
    data: { datasets: nodes((s) => s.residentBytes / 2 ** 20) },
    options: overTime('MiB'),
  });
}
plot('Errors', 'of any kind, in each second', {
  type: 'line',
  data: { datasets: [line('errors', series('errors'), 4, { fill: true })] },
  options: overTime('errors', { suggestedMax: 1, ticks: { precision: 0 } }),
});

function decades(value) {
  return [1, 2, 5].some((step) => Math.abs(Math.log10(value / step) % 1) < 1e-9) ? Number(value.toPrecision(1)) : null;
}

const table = (id, head, rows) => {
  const target = document.getElementById(id);
  for (const [tag, cells] of [...(head ? [['th', head]] : []), ...rows.map((row) => ['td', row])]) {
    const row = element(target, 'tr');
    for (const cell of cells) element(row, tag, cell);
  }
};
table(
  'latencies',
  ['', '50 %', '90 %', '99 %', '99.9 %', 'max'],
  data.latencies
    .filter((one) => one.count > 0)
    .map((one) => [one.name, ...[one.p50, one.p90, one.p99, one.p999, one.max].map(millis)]),
);
table(
  'nodes',
  ['', 'cores at most', 'MiB at most'],
  data.nodes.map((node) => [
    node.name,
    number(Math.max(0, ...node.samples.map((s) => s.cores)), 2),
    number(Math.max(0, ...node.samples.map((s) => s.residentBytes)) / 2 ** 20),
  ]),
);
table('errors', null, Object.entries(data.errors).map(([name, times]) => [name, number(times)]));
if (data.nodes.length === 0) element(document.getElementById('nodes').parentNode, 'p', 'No node’s process was watched.');
if (Object.keys(data.errors).length === 0) element(document.getElementById('errors').parentNode, 'p', 'None.');
table('settings', null, Object.entries(data.settings));

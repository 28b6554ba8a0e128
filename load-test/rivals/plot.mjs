// Draws the plots of a result of scripts/compare as SVG files. node plot.mjs RESULT.json FOLDER

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { init } from 'echarts';

const titles = {
  parley: 'Parley',
  bare: 'bare Vert.x relay',
  socketio: 'Socket.IO + Redis',
  peerjs: 'PeerJS server\n(one node)',
  nats: 'NATS',
};
const colours = ['#2f6fde', '#f2994a', '#8a8f98', '#27ae60'];
const ink = '#24292f';
const font = 'Helvetica, Arial, sans-serif';

/** Each is one file: panels beside each other, in every panel one bar or point a contender for each of its metrics. */
const plots = {
  cpu: [{ title: 'Server CPU time of a signal, µs', bars: { cpuSaturated: 'saturated', cpuPaced: 'fixed rate' } }],
  throughput: [{ title: 'Signals a second, saturated', bars: { throughput: 'signals/s' } }],
  latency: [
    {
      title: 'Delivery at the same rate, ms',
      bars: { deliveryP50: 'median', deliveryP99: '99th percentile' },
      log: true,
    },
  ],
  memory: [
    {
      title: 'Memory of an idle connection, KiB',
      bars: { idleResident: 'resident', idleHeap: 'heap after a collection' },
    },
  ],
  join: [
    { title: 'All rooms of five joined, ms', bars: { joinAll: 'all joins' } },
    { title: 'One join of a large room, ms', bars: { joinLarge: 'until all have heard' } },
  ],
};

const [file, folder] = process.argv.slice(2);
const result = JSON.parse(readFileSync(file, 'utf8'));

for (const [name, panels] of Object.entries(plots)) {
  const measured = panels.filter(({ bars }) => result.series.some(({ metric }) => metric in bars));
  if (measured.length > 0) {
    writeFileSync(join(folder, `performance-${name}.svg`), draw(measured));
  }
}

function draw(panels) {
  const width = panels.length > 1 ? 820 : 720;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height: 340 });
  const parts = panels.map((panel, i) => part(panel, i, panels.length));
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: font, color: ink },
    color: colours,
    title: parts.map(({ title }) => title),
    legend: { bottom: 4, show: panels.length === 1 && Object.keys(panels[0].bars).length > 1 },
    grid: parts.map(({ grid }) => grid),
    xAxis: parts.map(({ x }) => x),
    yAxis: parts.map(({ y }) => y),
    series: parts.flatMap(({ series }) => series),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return `${svg}\n`;
}

/** One panel as its pieces of a chart's options. */
function part({ title, bars, log }, index, count) {
  const keys = Object.keys(titles).filter((contender) =>
    result.series.some((one) => one.contender === contender && one.metric in bars),
  );
  const left = 8 + (100 / count) * index;
  return {
    title: { text: title, left: `${left - 6}%`, top: 8, textStyle: { fontSize: 15, fontWeight: 600, color: ink } },
    grid: { left: `${left}%`, width: `${100 / count - 11}%`, top: 52, bottom: count > 1 ? 36 : 70 },
    x: {
      gridIndex: index,
      type: 'category',
      data: keys.map((contender) => titles[contender]),
      axisTick: { show: false },
      axisLabel: { color: ink, interval: 0 },
    },
    y: {
      gridIndex: index,
      type: log ? 'log' : 'value',
      min: log ? lowest(bars) : undefined,
      splitLine: { lineStyle: { color: '#e4e7eb' } },
      axisLabel: { color: '#57606a' },
    },
    series: Object.entries(bars).map(([metric, name], i) => ({
      ...series(metric, name, keys, index),
      ...look(log, i),
    })),
  };
}

function series(metric, name, keys, index) {
  return {
    name,
    xAxisIndex: index,
    yAxisIndex: index,
    label: { show: true, position: 'top', color: ink, fontSize: 11, formatter: ({ value }) => number(value) },
    data: keys.map((contender) => median(metric, contender)),
  };
}

/** Points on a logarithmic axis, whose bars would have no meaningful length. */
function look(log, i) {
  const colour = { itemStyle: { color: colours[i] } };
  return log
    ? { ...colour, type: 'scatter', symbolSize: 13 }
    : { ...colour, type: 'bar', barMaxWidth: 46, barGap: '8%' };
}

/** `-` is what the library draws nothing for. */
function median(metric, contender) {
  return result.series.find((one) => one.metric === metric && one.contender === contender)?.median ?? '-';
}

/** The power of ten below the least value, for a logarithmic axis has no zero. */
function lowest(bars) {
  const values = result.series.filter(({ metric }) => metric in bars).map((one) => one.median);
  return 10 ** Math.floor(Math.log10(Math.min(...values)));
}

function number(value) {
  if (typeof value !== 'number') {
    return '';
  }
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits });
}

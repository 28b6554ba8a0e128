/** A still picture of nobody, or of a page of text, as a camera or a screen would send it. */
export function paint(index: number, width: number, height: number, screen: boolean): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const draw = canvas.getContext('2d') as CanvasRenderingContext2D;
  const again = () => (screen ? page(draw, width, height) : person(draw, index, width, height));
  again();
  // a stream without frames shows nothing
  setInterval(again, 1_000);
  return canvas.captureStream(1);
}

function person(draw: CanvasRenderingContext2D, index: number, width: number, height: number): void {
  const hue = (index * 67) % 360;
  const light = draw.createLinearGradient(0, 0, width, height);
  light.addColorStop(0, `hsl(${hue} 30% 68%)`);
  light.addColorStop(1, `hsl(${(hue + 40) % 360} 32% 38%)`);
  draw.fillStyle = light;
  draw.fillRect(0, 0, width, height);
  const size = Math.min(width, height);
  draw.fillStyle = `hsl(${(hue + 180) % 360} 28% 26%)`;
  draw.beginPath();
  draw.ellipse(width / 2, height * 1.05, size * 0.42, size * 0.42, 0, 0, Math.PI * 2);
  draw.fill();
  draw.fillStyle = `hsl(${20 + (index % 5) * 4} ${30 + (index % 4) * 8}% ${34 + ((index * 13) % 40)}%)`;
  draw.beginPath();
  draw.ellipse(width / 2, height * 0.45, size * 0.19, size * 0.24, 0, 0, Math.PI * 2);
  draw.fill();
}

function page(draw: CanvasRenderingContext2D, width: number, height: number): void {
  draw.fillStyle = '#fff';
  draw.fillRect(0, 0, width, height);
  draw.fillStyle = '#1c2b4a';
  draw.font = 'bold 64px sans-serif';
  draw.fillText('Plan for the third quarter', 90, 150);
  draw.font = '34px sans-serif';
  const lines = ['Ship the new lobby', 'Measure what a join costs', 'Write the guide for operators', 'Rest'];
  for (const [index, line] of lines.entries()) draw.fillText(`${index + 1}.  ${line}`, 110, 260 + index * 80);
  draw.strokeStyle = '#c33';
  draw.lineWidth = 10;
  draw.strokeRect(5, 5, width - 10, height - 10);
}

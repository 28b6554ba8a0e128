// A client's session over SockJS's plain requests, just enough to ask a node something.
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { Failure } from './command.mjs';

const polls = 10;

/** The URLs of all ready nodes, as a node tells them to its clients. */
export async function endpointsOf(url) {
  const session = `${url}/eventbus/000/${randomUUID()}`;
  await post(`${session}/xhr`);
  const open = { type: 'send', address: 'session.open', replyAddress: 'opened', body: { protocol: 1 } };
  await post(`${session}/xhr_send`, JSON.stringify([JSON.stringify(open)]));
  for (let poll = 0; poll < polls; poll++) {
    const told = await post(`${session}/xhr`);
    const frames = told.startsWith('a') ? JSON.parse(told.slice(1)).map(JSON.parse) : [];
    const answer = frames.find(({ address }) => address === 'opened');
    if (answer) {
      return answer.body.endpoints;
    }
  }
  throw new Failure(`${url} did not answer session.open.`);
}

/** A connection for each request: Vert.x closes those that polls came on without saying so (vert-x3/vertx-web#2862). */
function post(url, body = '') {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent: false }, async (answer) => {
      const told = await text(answer).catch(reject);
      if (answer.statusCode < 300) {
        resolve(told);
      } else {
        reject(new Failure(`${url} answers ${answer.statusCode}.`));
      }
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

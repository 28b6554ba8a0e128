// A client's session over SockJS's plain requests, just enough to ask a node something.
import { randomUUID } from 'node:crypto';
import { Failure } from './command.mjs';

const polls = 10;

/** The URLs of all ready nodes, as a node tells them to its clients. */
export async function endpointsOf(url) {
  const session = `${url}/eventbus/000/${randomUUID()}`;
  await post(session, 'xhr');
  const open = { type: 'send', address: 'session.open', replyAddress: 'opened', body: { protocol: 1 } };
  await post(session, 'xhr_send', JSON.stringify([JSON.stringify(open)]));
  for (let poll = 0; poll < polls; poll++) {
    const text = await post(session, 'xhr');
    const frames = text.startsWith('a') ? JSON.parse(text.slice(1)).map(JSON.parse) : [];
    const answer = frames.find(({ address }) => address === 'opened');
    if (answer) {
      return answer.body.endpoints;
    }
  }
  throw new Failure(`${url} did not answer session.open.`);
}

async function post(session, transport, body) {
  const answer = await fetch(`${session}/${transport}`, { method: 'POST', body });
  if (!answer.ok) {
    throw new Failure(`${session}/${transport} answers ${answer.status}.`);
  }
  return answer.text();
}

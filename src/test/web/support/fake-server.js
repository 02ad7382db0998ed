import { Requests } from '../../../../webroot/net/requests.js';

export const json = (body, { status = 200, headers = {} } = {}) => new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
export const problem = (status, code, detail = 'No.') => json({ status, code, detail }, { status });

/** A server that gives these answers one after the other; `asked` notes what was asked of it: `METHOD path`, and the body. */
export function answering(...answers) {
  const asked = [];
  const fetch = async (path, { method = 'GET', body }) => {
    asked.push(body === undefined ? [`${method} ${path}`] : [`${method} ${path}`, typeof body === 'string' ? JSON.parse(body) : body]);
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer ?? new Response(null, { status: 204 });
  };
  return { requests: new Requests({ fetch }), asked };
}

/** How a mail travels, drawn on the seed example: five stations, and envelope and letter with a sender each. */

import type { Words } from '../../../explain/words.ts';

const stations = ['mua', 'msa', 'mta', 'mx', 'mda'] as const;
const WIDTH = 116;
const STEP = 190;
const xOf = (index: number) => 8 + index * STEP;

export function Drawing({ words }: { words: Words }) {
  return (
    <svg class="travel" viewBox="0 0 900 236" role="img" aria-label={words.text('welcome_drawing')}>
      {stations.map((station, index) => (
        <g key={station} transform={`translate(${xOf(index)} 34)`}>
          {index > 0 && <path class="wire" d={`M${WIDTH - STEP} 26H0`} />}
          <rect width={WIDTH} height="52" rx="8" />
          <text class="strong" x={WIDTH / 2} y="22">
            {words.text(`role_${station}`)}
          </text>
          <text class="small" x={WIDTH / 2} y="40">
            {words.text(`welcome_draw_${station}`)}
          </text>
        </g>
      ))}
      <text class="small" x={xOf(0) + (WIDTH + STEP) / 2} y="52">
        {words.text('welcome_draw_auth')}
      </text>
      <text class="small" x={xOf(1) + (WIDTH + STEP) / 2} y="52">
        SMTP
      </text>
      <text class="small" x={xOf(2) + (WIDTH + STEP) / 2} y="52">
        25
      </text>
      <g class="paper" transform="translate(150 112)">
        <path d="M0 0h270v108H0Zl135 56L270 0" />
        <text class="strong start" x="14" y="80">
          {words.text('welcome_draw_envelope')} · SPF
        </text>
        <text class="start" x="14" y="98">
          From: bounce@em.sendgrid.net
        </text>
      </g>
      <g class="paper" transform="translate(480 112)">
        <path d="M0 0h270v108H0Z" />
        <text class="strong start" x="14" y="24">
          {words.text('welcome_draw_letter')} · DKIM
        </text>
        <text class="start" x="14" y="48">
          From: news@shop.example
        </text>
        <text class="small start" x="14" y="68">
          {words.text('welcome_draw_letter_more')}
        </text>
        <text class="small start" x="14" y="92">
          d=sendgrid.net
        </text>
      </g>
    </svg>
  );
}

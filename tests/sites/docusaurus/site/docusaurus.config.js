const config = {
  title: 'Harbour Notes',
  url: 'https://harbour.example',
  baseUrl: '/',
  presets: [['classic', {docs: {path: 'docs'}, blog: {path: 'blog'}}]],
};

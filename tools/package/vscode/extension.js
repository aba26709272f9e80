// Starts `teikit lsp` when the first XML document is opened, and anew when its settings change.
const { window, workspace } = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

let client;

function start() {
  const settings = workspace.getConfiguration('teikit');
  const server = { command: settings.get('command'), args: settings.get('arguments') };
  client = new LanguageClient('teikit', server, { documentSelector: [{ language: 'xml' }] });
  return client.start().catch(() => {
    window.showErrorMessage('Install teikit, or say where it is by the setting "teikit.command".');
  });
}

const stop = () => client && client.stop().catch(() => {}); // one that never started cannot stop

exports.activate = (context) => {
  context.subscriptions.push(
    workspace.onDidChangeConfiguration(async (change) => {
      if (!change.affectsConfiguration('teikit')) return;
      await stop();
      await start();
    })
  );
  return start();
};
exports.deactivate = stop;

using BenchmarkDotNet.Running;
using Infora.Communication.Benchmarks;
using Infora.Communication.Benchmarks.Http;

return args switch
{
    ["smtp", .. var rest] => await SmtpThroughput.RunAsync(rest),
    ["http", .. var rest] => await HttpComparison.RunAsync(rest),
    ["serve"] => VendorServer.Run(),
    ["templates", .. var rest] => RunTemplates(rest),
    _ => Usage(),
};

static int RunTemplates(string[] args)
{
    BenchmarkRunner.Run<TemplateRendering>(args: args);
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: dotnet run -c Release --project benchmarks/Infora.Communication.Benchmarks -- <what>

          smtp [messages] [rounds]   messages a second through the smtp provider and through a bare MailKit loop, to the same smtp-sink
          http [sends] [rounds]      time and allocations of a send through each HTTP plugin, and of the hand-written call that it stands for
          templates                  renders a second of the welcome template, and of string.Replace
        """);
    return 2;
}

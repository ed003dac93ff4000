using System.Globalization;

namespace ActorMap.Threading;

/// <summary>The cultures of the code that started a map: its function reads and writes numbers and dates as that code does, whichever thread or process runs it.</summary>
/// <param name="Formats">Of numbers and dates.</param>
/// <param name="Texts">Of texts that people read.</param>
internal readonly record struct CallersCulture(CultureInfo Formats, CultureInfo Texts)
{
    /// <summary>The calling code's.</summary>
    public static CallersCulture Current => new(CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);

    /// <summary>Those of a caller in another process, of which the names came here.</summary>
    public static CallersCulture Named(string formats, string texts) => new(Named(formats, CultureInfo.CurrentCulture), Named(texts, CultureInfo.CurrentUICulture));

    /// <summary>From here on they are this thread's, until its context is put back.</summary>
    public void Enter()
    {
        // Mostly they are already, and each that is set makes a new context.
        if (!ReferenceEquals(CultureInfo.CurrentCulture, Formats)) CultureInfo.CurrentCulture = Formats;
        if (!ReferenceEquals(CultureInfo.CurrentUICulture, Texts)) CultureInfo.CurrentUICulture = Texts;
    }

    private static CultureInfo Named(string name, CultureInfo own)
    {
        try
        {
            return name == own.Name ? own : CultureInfo.GetCultureInfo(name);
        }
        catch (CultureNotFoundException)
        {
            // A process that runs with InvariantGlobalization knows no other than its own.
            return own;
        }
    }
}
